package io.exposures.joiner.join;

/**
 * Units of an arm that are counted together.
 *
 * @param epoch allocation epoch of their first exposures
 * @param matured whether their windows are final
 * @param crossover whether they were seen with more than one arm
 */
public record Slice(int epoch, boolean matured, boolean crossover) implements Comparable<Slice> {

    @Override
    public int compareTo(Slice other) {
        int byEpoch = Integer.compare(epoch, other.epoch);
        if (byEpoch != 0) {
            return byEpoch;
        }
        int byMaturity = Boolean.compare(matured, other.matured);
        return byMaturity != 0 ? byMaturity : Boolean.compare(crossover, other.crossover);
    }

    /** Compared several times a record; the generated method is a chain of handles that is not always inlined. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Slice that
                && epoch == that.epoch
                && matured == that.matured
                && crossover == that.crossover;
    }

    @Override
    public int hashCode() {
        return 4 * epoch + (matured ? 2 : 0) + (crossover ? 1 : 0);
    }
}
