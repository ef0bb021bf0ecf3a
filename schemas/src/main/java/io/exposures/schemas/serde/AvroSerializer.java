package io.exposures.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro records in the Confluent wire format, under subject {@code <topic>-value} or {@code <topic>-key}.
 *
 * <p>The registry is asked for the first record of each topic and class; from then on the id is known and no call
 * waits for anything. {@link SerdeConfig} lists the settings. Once configured it is safe for several threads, as a
 * producer's serializer must be.
 *
 * @param <T> the record class, or a common type of several
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    /** A buffer that one huge record made larger is not kept. */
    private static final int BUFFER_LIMIT = 1 << 20;

    /** What one call at a time writes with. */
    private static final class Scratch {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

        @Nullable
        BinaryEncoder encoder;
    }

    /**
     * Room for one scratch: taken, used and put back. A second thread meanwhile makes its own. Unlike a thread-local it
     * leaves nothing behind in threads of the host.
     */
    private final AtomicReference<@Nullable Scratch> spare = new AtomicReference<>();

    private @Nullable WriterSchemas schemas;

    /** Creates a serializer that must be configured before use. */
    public AvroSerializer() {}

    /**
     * Reads the settings.
     *
     * @throws org.apache.kafka.common.config.ConfigException if one is missing, malformed or contradicts another
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        TrustedRecords.trust();
        SerdeConfig config = new SerdeConfig(configs);
        schemas = new WriterSchemas(SchemaRegistries.of(config), config, isKey);
    }

    /**
     * Writes a record.
     *
     * @return the bytes; null for a null record
     * @throws SerializationException if the record does not fit its schema or the registry refuses the schema
     * @throws RegistryUnavailableException if the registry had to be asked and gave no usable answer in time
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T data) {
        if (data == null) {
            return null;
        }
        if (schemas == null) {
            throw new IllegalStateException("serializer is not configured");
        }
        RecordWriter writer = schemas.writer(topic, data);
        byte[] copied = writer.copied(data);
        if (copied != null) {
            return copied;
        }
        Scratch scratch = take();
        byte[] written = write(writer, data, scratch, topic);
        putBack(scratch);
        return written;
    }

    private byte[] write(RecordWriter writer, T data, Scratch scratch, String topic) {
        try {
            scratch.bytes.reset();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(scratch.bytes, scratch.encoder);
            scratch.encoder = encoder;
            writer.write(data, encoder);
            encoder.flush();
            return scratch.bytes.toByteArray();
        } catch (IOException | RuntimeException e) {
            // Avro names the field in its message; the scratch is left to the garbage collector, half written as it is.
            throw new SerializationException(
                    "cannot write a record of class " + data.getClass().getName() + " to topic " + topic + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private Scratch take() {
        Scratch scratch = spare.getAndSet(null);
        return scratch == null ? new Scratch() : scratch;
    }

    private void putBack(Scratch scratch) {
        if (scratch.bytes.size() <= BUFFER_LIMIT) {
            spare.lazySet(scratch);
        }
    }
}
