package io.exposures.schemas.serde;

import java.io.IOException;
import java.io.UncheckedIOException;
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
public final class EncodedRecord<T extends SpecificRecord> implements SpecificRecord {

    private final Schema schema;
    private final byte[] body;
    private volatile @Nullable T decoded;

    /**
     * Wraps the binary of a record.
     *
     * @param schema schema of {@code T}
     * @param body a record of that schema as Avro binary; must not change any more
     */
    public EncodedRecord(Schema schema, byte[] body) {
        this.schema = schema;
        this.body = body;
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
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(body, null);
        try {
            return new SpecificDatumReader<T>(schema, schema, SpecificData.getForSchema(schema)).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The binary itself; must not be changed. */
    public byte[] body() {
        return body;
    }

    /** Length of the binary. */
    public int length() {
        return body.length;
    }

    /**
     * One of the texts that the record begins with, without decoding the rest.
     *
     * @param field position of the field; it and all before it must be texts
     * @return the text as UTF-8
     */
    public byte[] text(int field) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(body, null);
        try {
            for (int before = 0; before < field; before++) {
                decoder.skipString();
            }
            return decoder.readBytes(null).array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeTo(Encoder encoder) throws IOException {
        encoder.writeFixed(body);
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
