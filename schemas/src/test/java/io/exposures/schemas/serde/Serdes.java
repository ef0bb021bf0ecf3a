package io.exposures.schemas.serde;

import io.exposures.testing.RegistryServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** Configured serializers and deserializers for the tests of this package. */
final class Serdes {

    private Serdes() {}

    /** Settings for a registry; hurried ones, because tests make it fail. */
    static Map<String, Object> settings(RegistryServer server) {
        return settings(server.url());
    }

    static Map<String, Object> settings(String url) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(SerdeConfig.URL, url);
        settings.put(SerdeConfig.READ_TIMEOUT, 400);
        settings.put(SerdeConfig.MAX_BLOCK, 1_000);
        settings.put(SerdeConfig.MAX_RETRIES, 1);
        settings.put(SerdeConfig.RETRY_WAIT, 1);
        return settings;
    }

    static Map<String, Object> with(Map<String, Object> settings, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(settings);
        changed.put(name, value);
        return changed;
    }

    static <T extends SpecificRecord> AvroSerializer<T> serializer(Map<String, ?> settings) {
        AvroSerializer<T> serializer = new AvroSerializer<>();
        serializer.configure(settings, false);
        return serializer;
    }

    static <T extends SpecificRecord> AvroDeserializer<T> deserializer(Class<T> type, Map<String, ?> settings) {
        AvroDeserializer<T> deserializer = new AvroDeserializer<>(type);
        deserializer.configure(settings, false);
        return deserializer;
    }

    /** A record as a new serializer writes it. */
    static byte[] bytes(Map<String, ?> settings, String topic, SpecificRecord data) {
        return Objects.requireNonNull(serializer(settings).serialize(topic, data));
    }
}
