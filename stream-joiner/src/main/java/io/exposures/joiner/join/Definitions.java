package io.exposures.joiner.join;

/** The newest definition of each experiment. May change at any time; what a partition has bound does not. */
@FunctionalInterface
public interface Definitions {

    /** What an experiment that is not bound yet would be bound to now. */
    BoundDefinition newest(ExperimentId experiment);
}
