package io.exposures.schemas.serde;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that is kept as the Avro binary of its own schema. It is small, does not change, and {@link AvroSerializer}
 * only copies it; it is decoded when somebody asks for a field, as any other serializer does.
 *
 * @param <T> the generated class of the record
 */
public class EncodedRecord<T extends SpecificRecord> implements SpecificRecord {

    private final Schema schema;
    private final byte[] bytes;
    private final int length;
    private volatile @Nullable T decoded;

    /**
     * Wraps the binary of a record.
     *
     * @param schema schema of {@code T}
     * @param bytes begins with a record of that schema as Avro binary; must not change any more
     * @param length how much of it the record is
     */
    public EncodedRecord(Schema schema, byte[] bytes, int length) {
        this.schema = schema;
        this.bytes = bytes;
        this.length = length;
    }

    /** The record as an object of its class. */
    public T decoded() {
        T known = decoded;
        if (known == null) {
            known = decode();
            decoded = known;
        }
        return known;
    }

    private T decode() {
        TrustedRecords.trust();
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, 0, length, null);
        try {
            return new SpecificDatumReader<T>(schema, schema, SpecificData.getForSchema(schema)).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of the binary. */
    public byte[] body() {
        return Arrays.copyOf(bytes, length);
    }

    void writeTo(byte[] message, int at) {
        System.arraycopy(bytes, 0, message, at, length);
    }

    void writeTo(Encoder encoder) throws IOException {
        encoder.writeFixed(bytes, 0, length);
    }

    /** Length of the binary. */
    public int length() {
        return length;
    }

    /**
     * One of the texts that the record begins with, without decoding the rest.
     *
     * @param field position of the field; it and all before it must be texts
     * @return the text as UTF-8
     */
    public byte[] text(int field) {
        int at = 0;
        for (int before = 0; before < field; before++) {
            at = endOfLength(at) + readLength(at);
        }
        int start = endOfLength(at);
        return Arrays.copyOfRange(bytes, start, start + readLength(at));
    }

    /** Reads an int in Avro's form: zig-zag, seven bits a byte, the lowest first. */
    private int readLength(int at) {
        int encoded = 0;
        int next = at;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            encoded |= (bytes[next] & 0x7F) << shift;
            if (bytes[next++] >= 0) {
                break;
            }
        }
        return encoded >>> 1 ^ -(encoded & 1);
    }

    private int endOfLength(int at) {
        int next = at;
        while (bytes[next] < 0) {
            next++;
        }
        return next + 1;
    }

    @Override
    public Schema getSchema() {
        return schema;
    }

    @Override
    public Object get(int field) {
        return decoded().get(field);
    }

    /** Not supported: the record does not change. */
    @Override
    public void put(int field, Object value) {
        throw new UnsupportedOperationException("an encoded record cannot be changed");
    }
}
