package io.exposures.schemas.serde;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro records in the Confluent wire format, resolving the writer's schema to that of the expected class.
 *
 * <p>A record of another name than the expected one is refused, and so is one with bytes missing or left over. Lengths
 * in the data are held against the bytes there are before memory is allocated. {@link SerdeConfig} lists the settings.
 * Once configured it is safe for several threads.
 *
 * @param <T> the record class
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final AtomicReference<@Nullable BinaryDecoder> spare = new AtomicReference<>();
    private @Nullable Class<T> expected;
    private @Nullable ReaderSchemas<T> schemas;

    /**
     * Creates a deserializer that takes the expected class from the settings {@link SerdeConfig#VALUE_TYPE} or
     * {@link SerdeConfig#KEY_TYPE}, and without these from the writer's schema.
     */
    public AvroDeserializer() {}

    /** Creates a deserializer that must be configured before use and expects records of one class. */
    public AvroDeserializer(Class<T> expected) {
        this.expected = expected;
    }

    /**
     * Reads the settings.
     *
     * @throws org.apache.kafka.common.config.ConfigException if one is missing, malformed or contradicts another
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        TrustedRecords.trust();
        SerdeConfig config = new SerdeConfig(configs);
        if (expected == null) {
            expected = configuredType(config, isKey);
        }
        schemas = new ReaderSchemas<>(SchemaRegistries.of(config), expected);
    }

    @SuppressWarnings("unchecked") // What the settings name is what the caller calls T.
    private @Nullable Class<T> configuredType(SerdeConfig config, boolean isKey) {
        return (Class<T>) config.expectedType(isKey);
    }

    /**
     * Reads a record.
     *
     * @return the record; null for null bytes
     * @throws SerializationException if the bytes are not such a record, or the registry does not know its schema
     * @throws RegistryUnavailableException if the registry had to be asked and gave no usable answer in time
     */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        return data == null ? null : read(topic, data, 0, data.length);
    }

    @Override
    public @Nullable T deserialize(String topic, @Nullable Headers headers, @Nullable ByteBuffer data) {
        if (data == null) {
            return null;
        }
        if (data.hasArray()) {
            return read(topic, data.array(), data.arrayOffset() + data.position(), data.remaining());
        }
        byte[] copy = new byte[data.remaining()];
        data.duplicate().get(copy);
        return read(topic, copy, 0, copy.length);
    }

    private T read(String topic, byte[] bytes, int offset, int length) {
        if (schemas == null) {
            throw new IllegalStateException("deserializer is not configured");
        }
        try {
            DatumReader<T> reader = schemas.reader(WireFormat.schemaId(bytes, offset, length));
            return decode(reader, bytes, offset + WireFormat.HEADER_LENGTH, length - WireFormat.HEADER_LENGTH);
        } catch (SerializationException e) {
            throw new SerializationException(
                    "cannot read a record of " + length + " bytes from topic " + topic + ": " + e.getMessage(), e);
        }
    }

    private T decode(DatumReader<T> reader, byte[] bytes, int offset, int length) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, offset, length, spare.getAndSet(null));
        T read = decode(reader, decoder);
        if (bytesAreLeft(decoder)) {
            throw new SerializationException("there are bytes after the end of the record");
        }
        spare.lazySet(decoder);
        return read;
    }

    private static <T> T decode(DatumReader<T> reader, BinaryDecoder decoder) {
        try {
            return reader.read(null, decoder);
        } catch (EOFException e) {
            throw new SerializationException("the bytes end before the record does", e);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(e.toString(), e);
        }
    }

    private static boolean bytesAreLeft(BinaryDecoder decoder) {
        try {
            return !decoder.isEnd();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }
}
