package io.exposures.schemas.serde;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Writes records in the schema of their class; those that are encoded already are only copied. */
final class OwnSchemaWriter implements RecordWriter.Body {

    private final SpecificDatumWriter<SpecificRecord> writer;

    /** Creates a writer for records like this one. */
    OwnSchemaWriter(SpecificRecord example) {
        Schema schema = example.getSchema();
        this.writer = new SpecificDatumWriter<>(schema, model(schema, example));
    }

    /** The generated class's own model, which knows how its times are written. */
    private static SpecificData model(Schema schema, SpecificRecord example) {
        if (example instanceof EncodedRecord) {
            TrustedRecords.trust();
            return SpecificData.getForSchema(schema);
        }
        return SpecificData.getForClass(example.getClass());
    }

    @Override
    public void write(SpecificRecord data, Encoder encoder) throws IOException {
        if (data instanceof EncodedRecord<?> encoded) {
            encoded.writeTo(encoder);
        } else {
            writer.write(data, encoder);
        }
    }
}
