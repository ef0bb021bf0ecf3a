package io.exposures.joiner.query;

import io.exposures.joiner.join.ExperimentId;

/** Adds up an experiment's units anew and compares with its sums. */
@FunctionalInterface
public interface RecountQuery {

    /**
     * Recounts the partitions that this instance holds; takes time in proportion to the users in them.
     *
     * @param experiment the experiment
     * @throws NotReadyException if the state cannot be read now, or a recount is under way
     */
    RecountReport recount(ExperimentId experiment);
}
