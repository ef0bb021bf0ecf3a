package io.exposures.producer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * The form of records in an overflow file: a checksum of all that follows, a fingerprint of the schema, then Avro binary. The file holds the schemas
 * too, so that a later version of this library reads what an earlier one left.
 */
final class StoredRecords {

    private static final int HEADER_BYTES = Integer.BYTES + Long.BYTES;

    private final Schema schema;
    private final long fingerprint;
    private final Map<Long, String> schemas;

    /**
     * Prepares for a file.
     *
     * @param schema what records are read as, and written in
     * @param schemas the schemas in the file, by fingerprint; the one above is added
     */
    StoredRecords(Schema schema, Map<Long, String> schemas) {
        this.schema = schema;
        this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        this.schemas = schemas;
        schemas.putIfAbsent(fingerprint, schema.toString());
    }

    byte[] toStored(byte[] body) {
        byte[] stored = ByteBuffer.allocate(HEADER_BYTES + body.length)
                .putInt(0)
                .putLong(fingerprint)
                .put(body)
                .array();
        return ByteBuffer.wrap(stored).putInt(checksum(stored)).array();
    }

    private static int checksum(byte[] stored) {
        CRC32C checksum = new CRC32C();
        checksum.update(stored, Integer.BYTES, stored.length - Integer.BYTES);
        return (int) checksum.getValue();
    }

    /**
     * The Avro binary in today's schema.
     *
     * @throws IOException if the record is damaged, or its schema is not known
     */
    byte[] toBody(byte[] stored) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        if (stored.length < HEADER_BYTES || buffer.getInt() != checksum(stored)) {
            throw new IOException("a stored record is damaged");
        }
        long writtenWith = buffer.getLong();
        byte[] body = new byte[buffer.remaining()];
        buffer.get(body);
        return writtenWith == fingerprint ? body : converted(body, writtenWith);
    }

    private byte[] converted(byte[] body, long writtenWith) throws IOException {
        String text = schemas.get(writtenWith);
        if (text == null) {
            throw new IOException("a stored record has an unknown schema, of fingerprint " + writtenWith);
        }
        Schema writer = new Schema.Parser().parse(text);
        Object generic = new GenericDatumReader<>(writer, schema)
                .read(null, DecoderFactory.get().binaryDecoder(body, null));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(generic, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
