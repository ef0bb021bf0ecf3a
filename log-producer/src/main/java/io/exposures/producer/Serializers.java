package io.exposures.producer;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/** Makes the serializer of record values that the settings name. */
final class Serializers {

    private static final String SETTING = ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG;

    private Serializers() {}

    /**
     * The serializer, configured.
     *
     * @throws IllegalArgumentException if there is no such class or it does not accept the settings
     */
    static Serializer<SpecificRecord> configured(Map<String, Object> settings) {
        Object named = settings.get(SETTING);
        try {
            @SuppressWarnings("unchecked") // A serializer of something else fails on the first record, and is counted.
            Serializer<SpecificRecord> serializer = named instanceof Class<?> type
                    ? (Serializer<SpecificRecord>) Utils.newInstance(type.asSubclass(Serializer.class))
                    : (Serializer<SpecificRecord>) Utils.newInstance(String.valueOf(named), Serializer.class);
            serializer.configure(settings, false);
            return serializer;
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IllegalArgumentException(SETTING + ": no such serializer class: " + named, e);
        } catch (KafkaException e) {
            throw new IllegalArgumentException(
                    "the serializer " + named + " refuses its settings: " + e.getMessage(), e);
        }
    }
}
