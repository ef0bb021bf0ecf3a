package io.exposures.schemas.serde;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** Confluent's framing of a record: a zero byte, the schema's id in four bytes, big-endian, then the Avro binary. */
final class WireFormat {

    /** Bytes before the Avro binary. */
    static final int HEADER_LENGTH = 5;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    static byte[] header(int id) {
        return ByteBuffer.allocate(HEADER_LENGTH).put(MAGIC).putInt(id).array();
    }

    /**
     * The schema id of the record that starts at {@code offset}.
     *
     * @throws SerializationException if the bytes do not start with a header
     */
    static int schemaId(byte[] bytes, int offset, int length) {
        if (length < HEADER_LENGTH) {
            throw new SerializationException(
                    "expected a header of " + HEADER_LENGTH + " bytes, got " + length + " bytes");
        }
        if (bytes[offset] != MAGIC) {
            throw new SerializationException("expected a record that starts with byte 0, got byte " + bytes[offset]);
        }
        int id = ByteBuffer.wrap(bytes).getInt(offset + 1);
        if (id < 0) {
            throw new SerializationException("expected a schema id of 0 or more, got " + id);
        }
        return id;
    }
}
