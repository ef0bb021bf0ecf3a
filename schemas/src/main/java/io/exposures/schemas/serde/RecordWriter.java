package io.exposures.schemas.serde;

import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Writes records of one class under one schema id. */
final class RecordWriter {

    /** Writes the Avro binary of a record. */
    interface Body {
        void write(SpecificRecord data, Encoder encoder) throws IOException;
    }

    private final byte[] header;
    private final Body body;

    RecordWriter(int id, Body body) {
        this.header = WireFormat.header(id);
        this.body = body;
    }

    /** The whole message if the record is encoded already in the schema that is written; null otherwise. */
    byte @Nullable [] copied(SpecificRecord data) {
        if (body instanceof OwnSchemaWriter && data instanceof EncodedRecord<?> encoded) {
            byte[] message = Arrays.copyOf(header, header.length + encoded.length());
            encoded.writeTo(message, header.length);
            return message;
        }
        return null;
    }

    void write(SpecificRecord data, Encoder encoder) throws IOException {
        encoder.writeFixed(header);
        body.write(data, encoder);
    }
}
