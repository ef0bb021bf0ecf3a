package io.exposures.joiner.join;

/** The attribution window of each experiment. */
@FunctionalInterface
public interface AttributionWindows {

    /** How long after its first exposure a unit's outcomes count in {@code experiment}, in microseconds. */
    long of(ExperimentId experiment);
}
