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

    /** Compared several times a record; the generated method is a chain of handles that is not always inlined. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof ExperimentId that && name.equals(that.name) && salt.equals(that.salt));
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + salt.hashCode();
    }
}
