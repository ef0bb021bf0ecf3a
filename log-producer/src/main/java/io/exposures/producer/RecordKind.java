package io.exposures.producer;

import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The two kinds of record that a service hands in; each has its own topic and its own share of the buffer. */
public enum RecordKind {
    /** A unit met its assignment. */
    EXPOSURE,

    /** Something happened to a user. */
    OUTCOME;

    /** The kind as it appears in loss reports, metrics and logs: {@code exposure} or {@code outcome}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    String experiment(SpecificRecord decoded) {
        return decoded instanceof Exposure exposure ? exposure.getName() : ((Outcome) decoded).getName();
    }

    /** Event time of a record, in microseconds since 1970. */
    long micros(SpecificRecord decoded) {
        return Micros.of(decoded instanceof Exposure exposure ? exposure.getTime() : ((Outcome) decoded).getTime());
    }

    Schema schema() {
        return this == EXPOSURE ? Exposure.getClassSchema() : Outcome.getClassSchema();
    }
}
