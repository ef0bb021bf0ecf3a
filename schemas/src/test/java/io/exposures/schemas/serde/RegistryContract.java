package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exposures.records.Exposure;
import io.exposures.schemas.SchemaFiles;
import io.exposures.testing.ExampleEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold with every schema registry, with Confluent's own client at the other end.
 *
 * <p>Each test uses a topic of its own. Random integers keep within 53 bits, because JavaScript has no others.
 */
abstract class RegistryContract {

    private static final int COUNT = 40;
    private static NpmClient npm;

    @BeforeAll
    static void startTheOtherClient() {
        npm = NpmClient.start();
    }

    @AfterAll
    static void stopTheOtherClient() {
        npm.close();
    }

    /** The address of the registry. */
    abstract String url();

    static NpmClient npm() {
        return npm;
    }

    static List<Class<? extends SpecificRecord>> types() {
        return RandomRecords.types();
    }

    Map<String, Object> settings() {
        return Map.of(SerdeConfig.URL, url());
    }

    static String newTopic() {
        return "topic-" + UUID.randomUUID();
    }

    @ParameterizedTest
    @MethodSource("types")
    <T extends SpecificRecord> void whatWeWriteConfluentsClientReads(Class<T> type) {
        String topic = newTopic();
        Schema schema = SpecificData.get().getSchema(type);
        List<T> records = RandomRecords.records(type, COUNT, RegistryContract::narrowed);
        AvroSerializer<T> serializer = Serdes.serializer(settings());
        List<byte[]> bytes = records.stream()
                .map(data -> Objects.requireNonNull(serializer.serialize(topic, data)))
                .toList();

        List<String> read = npm.read(url(), topic, bytes);

        assertThat(read).hasSize(COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertThat(RandomRecords.fromJson(type, read.get(i)))
                    .as("seed %d, %s", RandomRecords.SEED, schema.getName())
                    .isEqualTo(records.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    <T extends SpecificRecord> void whatConfluentsClientWritesWeRead(Class<T> type) {
        String topic = newTopic();
        List<T> records = RandomRecords.records(type, COUNT, RegistryContract::narrowed);
        AvroSerde<T> serde = new AvroSerde<>(type);
        serde.configure(settings(), false);
        serde.serializer().serialize(topic, records.get(0));

        List<byte[]> bytes = npm.write(
                url(), topic, records.stream().map(RandomRecords::json).toList());

        assertThat(bytes).hasSize(COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertThat(serde.deserializer().deserialize(topic, bytes.get(i)))
                    .as("seed %d", RandomRecords.SEED)
                    .isEqualTo(records.get(i));
        }
    }

    @Test
    void bothClientsGiveASchemaTheSameId() {
        String topic = newTopic();
        int id = npm.call(NpmClient.request("register", url())
                        .put("subject", topic + "-value")
                        .put("schema", String.valueOf(SchemaFiles.current().get("Exposure"))))
                .asInt();

        byte[] bytes = Serdes.bytes(settings(), topic, ExampleEvents.annExposed());

        assertThat(bytes).startsWith(WireFormat.header(id));
    }

    @Test
    void anIncompatibleSchemaIsRefused() {
        String topic = newTopic();
        String subject = topic + "-value";
        Schema stranger = SchemaBuilder.record("io.exposures.records.Exposure")
                .fields()
                .requiredLong("time")
                .endRecord();
        npm.call(NpmClient.request("register", url()).put("subject", subject).put("schema", stranger.toString()));
        npm.call(NpmClient.request("setCompatibility", url())
                .put("subject", subject)
                .put("level", "FULL_TRANSITIVE"));

        RegistryRefusedException refusal = catchThrowableOfType(
                RegistryRefusedException.class,
                () -> Serdes.serializer(settings()).serialize(topic, ExampleEvents.annExposed()));

        assertThat(refusal.status()).isEqualTo(409);
        assertThat(refusal).hasMessageContaining(subject).hasMessageContaining(url());
    }

    @Test
    void withoutAutoRegisteringAnUnknownSchemaIsRefused() {
        AvroSerializer<Exposure> serializer =
                Serdes.serializer(Serdes.with(settings(), SerdeConfig.AUTO_REGISTER, "false"));

        assertThatThrownBy(() -> serializer.serialize(newTopic(), ExampleEvents.annExposed()))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("404");
    }

    @Test
    void withoutAutoRegisteringAKnownSchemaIsUsed() {
        String topic = newTopic();
        byte[] registering = Serdes.bytes(settings(), topic, ExampleEvents.annExposed());

        byte[] lookingUp = Serdes.bytes(
                Serdes.with(settings(), SerdeConfig.AUTO_REGISTER, "false"), topic, ExampleEvents.annExposed());

        assertThat(lookingUp).isEqualTo(registering);
    }

    @Test
    void theNewestVersionIsUsedWhenAskedFor() {
        String topic = newTopic();
        byte[] registering = Serdes.bytes(settings(), topic, ExampleEvents.annExposed());

        byte[] latest = Serdes.bytes(
                Serdes.with(
                        Serdes.with(settings(), SerdeConfig.AUTO_REGISTER, "false"), SerdeConfig.USE_LATEST, "true"),
                topic,
                ExampleEvents.annExposed());

        assertThat(latest).isEqualTo(registering);
    }

    @Test
    void anUnknownIdIsRefused() {
        AvroDeserializer<Exposure> deserializer = Serdes.deserializer(Exposure.class, settings());

        assertThatThrownBy(() -> deserializer.deserialize("exposures", new byte[] {0, 119, 119, 119, 119, 0}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("get schema 2004318071");
    }

    /** The value with its integers cut to 53 bits, throughout. */
    private static @Nullable Object narrowed(@Nullable Object value) {
        if (value instanceof Long number) {
            return number >> 11;
        }
        if (value instanceof IndexedRecord data) {
            for (int i = 0; i < data.getSchema().getFields().size(); i++) {
                data.put(i, narrowed(data.get(i)));
            }
        } else if (value instanceof List<?> list) {
            return list.stream().map(RegistryContract::narrowed).toList();
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> narrowed = new HashMap<>();
            map.forEach((key, item) -> narrowed.put(key, narrowed(item)));
            return narrowed;
        }
        return value;
    }
}
