package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.testing.ExampleEvents;
import io.exposures.testing.RegistryServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AvroSerializerTest {

    private final RegistryServer server = RegistryServer.start();
    private final Map<String, Object> settings = Serdes.settings(server);

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void aValueIsRegisteredUnderItsTopic() {
        Serdes.serializer(settings).serialize("shop.exposures", ExampleEvents.annExposed());

        assertThat(server.registry().subjects()).containsExactly("shop.exposures-value");
    }

    @Test
    void aKeyIsRegisteredUnderASubjectOfItsOwn() {
        AvroSerializer<Exposure> serializer = new AvroSerializer<>();
        serializer.configure(settings, true);

        serializer.serialize("exposures", ExampleEvents.annExposed());

        assertThat(server.registry().subjects()).containsExactly("exposures-key");
    }

    @Test
    void theRegisteredTextIsThatOfTheSchemaFile() {
        Serdes.serializer(settings).serialize("exposures", ExampleEvents.annExposed());

        assertThat(server.registry().byId(1).toString()).doesNotContain("avro.java.string");
    }

    @Test
    void theRegistryIsAskedForTheFirstRecordOnly() {
        AvroSerializer<Exposure> serializer = Serdes.serializer(settings);
        serializer.serialize("exposures", ExampleEvents.annExposed());
        int requests = server.requests();

        serializer.serialize("exposures", ExampleEvents.bobExposed());

        assertThat(server.requests()).isEqualTo(requests);
    }

    @Test
    void oneSerializerServesSeveralTopicsAndClasses() {
        AvroSerializer<SpecificRecord> serializer = Serdes.serializer(settings);
        serializer.serialize("exposures", ExampleEvents.annExposed());
        serializer.serialize("outcomes", ExampleEvents.annBought());
        serializer.serialize("shop.exposures", ExampleEvents.bobExposed());

        assertThat(server.registry().subjects())
                .containsExactly("exposures-value", "outcomes-value", "shop.exposures-value");
    }

    @Test
    void nullIsNull() {
        assertThat(Serdes.serializer(settings).serialize("exposures", null)).isNull();
        assertThat(server.requests()).isZero();
    }

    @Test
    void withoutAutoRegisteringAnUnknownSchemaIsRefused() {
        AvroSerializer<Exposure> serializer =
                Serdes.serializer(Serdes.with(settings, SerdeConfig.AUTO_REGISTER, "false"));

        assertThatThrownBy(() -> serializer.serialize("exposures", ExampleEvents.annExposed()))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("find schema io.exposures.records.Exposure under subject exposures-value")
                .hasMessageContaining(server.url())
                .hasMessageContaining("404");
        assertThat(server.registry().subjects()).isEmpty();
    }

    @Test
    void withoutAutoRegisteringAKnownSchemaIsUsed() {
        byte[] registering = Serdes.serializer(settings).serialize("exposures", ExampleEvents.annExposed());

        byte[] lookingUp = Serdes.serializer(Serdes.with(settings, SerdeConfig.AUTO_REGISTER, "false"))
                .serialize("exposures", ExampleEvents.annExposed());

        assertThat(lookingUp).isEqualTo(registering);
    }

    @Test
    void aRecordThatDoesNotFitItsSchemaIsRefusedAndTheNextOneIsWritten() {
        AvroSerializer<Outcome> serializer = Serdes.serializer(settings);
        Outcome broken = Outcome.newBuilder(ExampleEvents.annBought()).build();
        broken.put("event", null);

        assertThatThrownBy(() -> serializer.serialize("outcomes", broken))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("io.exposures.records.Outcome")
                .hasMessageContaining("topic outcomes")
                .hasMessageContaining("event");
        assertThat(serializer.serialize("outcomes", ExampleEvents.annBought()))
                .endsWith(RandomRecords.binary(ExampleEvents.annBought()));
    }

    @Test
    void aHugeRecordIsWrittenWhole() {
        AvroSerializer<Outcome> serializer = Serdes.serializer(settings);
        Outcome huge = ExampleEvents.outcome("x".repeat(3 << 20), "ann", "purchase", 1, ExampleEvents.NOON);

        assertThat(serializer.serialize("outcomes", huge)).endsWith(RandomRecords.binary(huge));
        assertThat(serializer.serialize("outcomes", ExampleEvents.annBought()))
                .endsWith(RandomRecords.binary(ExampleEvents.annBought()));
    }

    @Test
    void severalThreadsDoNotDisturbEachOther() throws Exception {
        AvroSerializer<Exposure> serializer = Serdes.serializer(settings);
        AvroDeserializer<Exposure> deserializer = Serdes.deserializer(Exposure.class, settings);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> results = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit(() -> roundTrips(serializer, deserializer, "user" + thread)))
                    .toList();
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean roundTrips(
            AvroSerializer<Exposure> serializer, AvroDeserializer<Exposure> deserializer, String userid) {
        return IntStream.range(0, 500)
                .mapToObj(i -> ExampleEvents.exposure("x".repeat(i % 300), userid, "red", ExampleEvents.NOON))
                .allMatch(exposure -> exposure.equals(
                        deserializer.deserialize("exposures", serializer.serialize("exposures", exposure))));
    }

    @Test
    void aSerializerThatIsNotConfiguredSaysSo() {
        assertThatThrownBy(() -> new AvroSerializer<Exposure>().serialize("exposures", ExampleEvents.annExposed()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("serializer is not configured");
    }
}
