package io.exposures.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records in another schema than that of their class, by Avro's rules of schema resolution: fields that only the
 * other schema has get their defaults, fields that it lacks are left out. Costs a second encoding and a decoding.
 */
final class ConvertingWriter implements RecordWriter.Body {

    private final RecordWriter.Body own;
    private final GenericDatumReader<Object> conversion;
    private final GenericDatumWriter<Object> other;

    /**
     * Creates a writer.
     *
     * @param own writes records in the schema of their class
     * @param from that schema
     * @param to the schema to write
     */
    ConvertingWriter(RecordWriter.Body own, Schema from, Schema to) {
        this.own = own;
        this.conversion = new GenericDatumReader<>(from, to);
        this.other = new GenericDatumWriter<>(to);
    }

    @Override
    public void write(SpecificRecord data, Encoder encoder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder ownEncoder = EncoderFactory.get().binaryEncoder(bytes, null);
        own.write(data, ownEncoder);
        ownEncoder.flush();
        other.write(conversion.read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null)), encoder);
    }
}
