package io.exposures.joiner.query;

import io.exposures.records.ExperimentDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of one partition are to be read.
 *
 * @param bound what the experiment is bound to there, only the bound fields set; null when unknown
 * @param maturedTo every unit whose window ends at or before this event time is counted as matured; null before any is
 */
public record Reading(
        @Nullable ExperimentDefinition bound, @Nullable Instant maturedTo) {

    /** The snapshot does not say. */
    public static final Reading UNKNOWN = new Reading(null, null);
}
