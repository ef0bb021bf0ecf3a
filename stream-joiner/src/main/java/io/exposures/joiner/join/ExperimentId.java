package io.exposures.joiner.join;

/**
 * Identity of an experiment: a new salt is a new experiment.
 *
 * @param name its name
 * @param salt its salt
 */
public record ExperimentId(String name, String salt) implements Comparable<ExperimentId> {

    @Override
    public int compareTo(ExperimentId other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : salt.compareTo(other.salt);
    }
}
