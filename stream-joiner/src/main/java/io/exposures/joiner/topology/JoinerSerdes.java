package io.exposures.joiner.topology;

import io.exposures.joiner.JoinerConfig;
import io.exposures.schemas.serde.AvroDeserializer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/** Serializers and deserializers of the values, built from settings. */
public final class JoinerSerdes {

    private final JoinerConfig config;

    /** Those of {@code config}. */
    public JoinerSerdes(JoinerConfig config) {
        this.config = config;
    }

    /**
     * A deserializer for one record type.
     *
     * @param type the record type
     * @param <T> the record type
     */
    @SuppressWarnings("unchecked")
    public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        String name = config.valueDeserializer();
        if (name.equals(AvroDeserializer.class.getName())) {
            return configured(new AvroDeserializer<>(type));
        }
        return configured((Deserializer<T>) newInstance(name, Deserializer.class));
    }

    /**
     * A serializer for any record type.
     *
     * @param <T> the record type
     */
    @SuppressWarnings("unchecked")
    public <T extends SpecificRecord> Serializer<T> serializer() {
        Serializer<T> serializer = (Serializer<T>) newInstance(config.valueSerializer(), Serializer.class);
        serializer.configure(settings(), false);
        return serializer;
    }

    private <T extends SpecificRecord> Deserializer<T> configured(Deserializer<T> deserializer) {
        deserializer.configure(settings(), false);
        return deserializer;
    }

    /** Confluent's own deserializer makes generic records unless told otherwise. */
    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(config.serdeSettings());
        settings.putIfAbsent("specific.avro.reader", "true");
        return settings;
    }

    private static <T> T newInstance(String name, Class<T> type) {
        try {
            return Utils.newInstance(name, type);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("class " + name + " is not on the class path", e);
        }
    }
}
