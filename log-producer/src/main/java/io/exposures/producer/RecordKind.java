package io.exposures.producer;

import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import java.time.Instant;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The two kinds of record that a service hands in; each has its own topic and its own share of the buffer. */
public enum RecordKind {
    /** A unit met its assignment. */
    EXPOSURE {
        @Override
        @Nullable
        String experiment(SpecificRecord avro) {
            return ((Exposure) avro).getName();
        }

        @Override
        Instant time(SpecificRecord avro) {
            return ((Exposure) avro).getTime();
        }

        @Override
        String userid(SpecificRecord avro) {
            return ((Exposure) avro).getUserid();
        }
    },

    /** Something happened to a user. */
    OUTCOME {
        @Override
        @Nullable
        String experiment(SpecificRecord avro) {
            return ((Outcome) avro).getName();
        }

        @Override
        Instant time(SpecificRecord avro) {
            return ((Outcome) avro).getTime();
        }

        @Override
        String userid(SpecificRecord avro) {
            return ((Outcome) avro).getUserid();
        }
    };

    /** The kind as it appears in loss reports, metrics and logs: {@code exposure} or {@code outcome}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract @Nullable String experiment(SpecificRecord avro);

    abstract Instant time(SpecificRecord avro);

    abstract String userid(SpecificRecord avro);
}
