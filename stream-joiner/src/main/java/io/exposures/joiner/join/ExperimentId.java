package io.exposures.joiner.join;

import java.util.Comparator;

/**
 * Identity of an experiment: a new salt is a new experiment.
 *
 * @param name its name
 * @param salt its salt
 */
public record ExperimentId(String name, String salt) implements Comparable<ExperimentId> {

    private static final Comparator<ExperimentId> ORDER =
            Comparator.comparing(ExperimentId::name).thenComparing(ExperimentId::salt);

    @Override
    public int compareTo(ExperimentId other) {
        return ORDER.compare(this, other);
    }
}
