package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.testing.ExampleEvents;
import io.exposures.testing.RegistryFault;
import io.exposures.testing.RegistryServer;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {

    private static final String TOPIC = "exposures";

    private final RegistryServer server = RegistryServer.start();

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void aRecordComesBackAsItWasWritten() {
        AvroSerializer<Exposure> serializer = serializer();
        AvroDeserializer<Exposure> deserializer = deserializer(Exposure.class);

        byte[] bytes = serializer.serialize(TOPIC, ExampleEvents.annExposed());

        assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(ExampleEvents.annExposed());
        assertThat(server.registry().subjects()).containsExactly("exposures-value");
    }

    @Test
    void aRecordOfAnotherNameIsRefused() {
        AvroSerializer<Outcome> serializer = serializer();
        AvroDeserializer<Exposure> deserializer = deserializer(Exposure.class);
        byte[] bytes = serializer.serialize(TOPIC, ExampleEvents.annBought());

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("io.exposures.records.Exposure")
                .hasMessageContaining("io.exposures.records.Outcome")
                .hasMessageContaining(TOPIC);
    }

    @Test
    void aRegistryThatIsDownIsNoFaultOfTheRecord() {
        server.inject(RegistryFault.DOWN);
        AvroSerializer<Exposure> serializer = serializer();

        assertThatThrownBy(() -> serializer.serialize(TOPIC, ExampleEvents.annExposed()))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(server.url())
                .hasMessageContaining("exposures-value");
    }

    private <T extends SpecificRecord> AvroSerializer<T> serializer() {
        AvroSerializer<T> serializer = new AvroSerializer<>();
        serializer.configure(settings(), false);
        return serializer;
    }

    private <T extends SpecificRecord> AvroDeserializer<T> deserializer(Class<T> type) {
        AvroDeserializer<T> deserializer = new AvroDeserializer<>(type);
        deserializer.configure(settings(), false);
        return deserializer;
    }

    private Map<String, String> settings() {
        return Map.of(SerdeConfig.URL, server.url(), SerdeConfig.RETRY_WAIT, "1");
    }
}
