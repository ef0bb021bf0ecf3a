package io.exposures.schemas.serde;

import java.io.IOException;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificRecord;

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

    void write(SpecificRecord data, Encoder encoder) throws IOException {
        encoder.writeFixed(header);
        body.write(data, encoder);
    }
}
