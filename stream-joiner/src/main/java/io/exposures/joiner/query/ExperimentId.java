package io.exposures.joiner.query;

import java.util.Comparator;

/**
 * Identity of an experiment: a new salt is a new experiment.
 *
 * @param name its name
 * @param salt its salt
 */
public record ExperimentId(String name, String salt) implements Comparable<ExperimentId> {

    private static final Comparator<ExperimentId> BY_NAME_THEN_SALT =
            Comparator.comparing(ExperimentId::name).thenComparing(ExperimentId::salt);

    @Override
    public int compareTo(ExperimentId other) {
        return BY_NAME_THEN_SALT.compare(this, other);
    }
}
