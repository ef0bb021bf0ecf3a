package io.exposures.schemas.serde;

import io.exposures.testing.RegistryServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** Configured serializers and deserializers for the tests of this package. */
final class Serdes {

    private Serdes() {}

    /** Settings for a registry that works. */
    static Map<String, Object> settings(RegistryServer server) {
        return settings(server.url());
    }

    /** Settings for a registry that works, be the machine as busy as it likes. */
    static Map<String, Object> settings(String url) {
        return new HashMap<>(
                Map.of(SerdeConfig.URL, url, SerdeConfig.READ_TIMEOUT, 30_000, SerdeConfig.MAX_BLOCK, 30_000));
    }

    /** Settings for a registry that fails: soon given up. */
    static Map<String, Object> impatient(String url) {
        Map<String, Object> settings = settings(url);
        settings.put(SerdeConfig.READ_TIMEOUT, 500);
        settings.put(SerdeConfig.MAX_BLOCK, 1_000);
        settings.put(SerdeConfig.MAX_RETRIES, 0);
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
