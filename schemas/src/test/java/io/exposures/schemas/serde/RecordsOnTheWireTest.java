package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.records.Outcome;
import io.exposures.testing.ExampleEvents;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds every record against Avro's own encoder: the wire has the prefix, then exactly what Avro writes. */
class RecordsOnTheWireTest {

    private static final int COUNT = 300;
    private static final Map<String, String> SETTINGS = Map.of(SerdeConfig.URL, "mock://records-on-the-wire");
    private static final InMemorySchemaRegistry REGISTRY = InMemorySchemaRegistry.named("records-on-the-wire");

    static Stream<Class<? extends SpecificRecord>> types() {
        return RandomRecords.types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    <T extends SpecificRecord> void bytesAreThePrefixAndThenAvrosOwn(Class<T> type) {
        AvroSerializer<T> serializer = Serdes.serializer(SETTINGS);

        for (T data : RandomRecords.records(type, COUNT)) {
            byte[] expected = framed(type, RandomRecords.binary(data));
            assertThat(serializer.serialize(topic(type), data))
                    .as("seed %d, %s", RandomRecords.SEED, data)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    <T extends SpecificRecord> void everyRecordComesBackAsItWas(Class<T> type) {
        AvroSerde<T> serde = new AvroSerde<>(type);
        serde.configure(SETTINGS, false);

        for (T data : RandomRecords.records(type, COUNT)) {
            byte[] bytes = serde.serializer().serialize(topic(type), data);
            assertThat(serde.deserializer().deserialize(topic(type), bytes))
                    .as("seed %d", RandomRecords.SEED)
                    .isEqualTo(data);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    <T extends SpecificRecord> void whatAWriterWithoutOurClassesWroteIsRead(Class<T> type) {
        AvroDeserializer<T> deserializer = Serdes.deserializer(type, SETTINGS);
        Schema plain = PlainSchema.of(SpecificData.get().getSchema(type));

        for (Object value : RandomRecords.values(plain, COUNT)) {
            T read = deserializer.deserialize(topic(type), framed(type, RandomRecords.binary(plain, value)));
            assertThat(read).isNotNull();
            assertThat(RandomRecords.value(plain, plain, RandomRecords.binary(read)))
                    .as("seed %d", RandomRecords.SEED)
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.0, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE, 1e308})
    void everyDoubleComesBackBitForBit(double value) {
        AvroSerde<Outcome> serde = new AvroSerde<>(Outcome.class);
        serde.configure(SETTINGS, false);
        Outcome outcome = ExampleEvents.outcome("e", "ann", "purchase", value, ExampleEvents.NOON);

        Outcome read =
                serde.deserializer().deserialize("outcomes", serde.serializer().serialize("outcomes", outcome));

        assertThat(read).isNotNull().extracting(Outcome::getValue).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "a\r\nb", "\u202Eann", "𝔞𝔫𝔫", "../../etc", "<script>"})
    void everyTextComesBackAsItWas(String userid) {
        AvroSerde<Outcome> serde = new AvroSerde<>(Outcome.class);
        serde.configure(SETTINGS, false);
        Outcome outcome = ExampleEvents.outcome("e", userid, "purchase", 1, ExampleEvents.NOON);

        Outcome read =
                serde.deserializer().deserialize("outcomes", serde.serializer().serialize("outcomes", outcome));

        assertThat(read).isNotNull().extracting(Outcome::getUserid).isEqualTo(userid);
    }

    private static String topic(Class<?> type) {
        return type.getSimpleName();
    }

    private static byte[] framed(Class<?> type, byte[] binary) {
        Schema plain = PlainSchema.of(SpecificData.get().getSchema(type));
        int id = REGISTRY.register(topic(type) + "-value", plain);
        return ByteBuffer.allocate(5 + binary.length)
                .put((byte) 0)
                .putInt(id)
                .put(binary)
                .array();
    }

    /** Keeps the list of record classes from silently becoming empty. */
    @ParameterizedTest
    @ValueSource(strings = {"Exposure", "Outcome", "ExposedOutcome", "UnitStatus", "Summary", "Ledger", "Rejected"})
    void everyRecordIsAmongThoseTested(String name) {
        List<String> names = types().map(Class::getSimpleName).toList();

        assertThat(names).contains(name);
    }
}
