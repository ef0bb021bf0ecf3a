package io.exposures.joiner.join;

/**
 * Identity of a unit within its user.
 *
 * @param experiment the experiment it is randomised in
 * @param unit the unit; the userid unless the experiment's unit is composite
 */
public record UnitKey(ExperimentId experiment, String unit) implements Comparable<UnitKey> {

    @Override
    public int compareTo(UnitKey other) {
        int byExperiment = experiment.compareTo(other.experiment);
        return byExperiment != 0 ? byExperiment : unit.compareTo(other.unit);
    }

    /** Compared several times a record; the generated method is a chain of handles that is not always inlined. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof UnitKey that && unit.equals(that.unit) && experiment.equals(that.experiment));
    }

    @Override
    public int hashCode() {
        return 31 * experiment.hashCode() + unit.hashCode();
    }
}
