package io.exposures.schemas.serde;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * {@link AvroSerializer} and {@link AvroDeserializer} as one, for Kafka Streams.
 *
 * @param <T> the record class
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

    private final AvroSerializer<T> serializer = new AvroSerializer<>();
    private final AvroDeserializer<T> deserializer;

    /** Creates a serde that takes the class to read from the settings; see {@link AvroDeserializer}. */
    public AvroSerde() {
        deserializer = new AvroDeserializer<>();
    }

    /** Creates a serde that must be configured before use and reads records of one class. */
    public AvroSerde(Class<T> expected) {
        deserializer = new AvroDeserializer<>(expected);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        serializer.configure(configs, isKey);
        deserializer.configure(configs, isKey);
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}
