package io.exposures.schemas.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
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
            ByteBuffer message = ByteBuffer.allocate(header.length + encoded.length());
            encoded.writeTo(message.put(header));
            return message.array();
        }
        return null;
    }

    void write(SpecificRecord data, Encoder encoder) throws IOException {
        encoder.writeFixed(header);
        body.write(data, encoder);
    }
}
