package io.exposures.joiner.join;

/**
 * Where a metric's sums of one arm are kept.
 *
 * @param metric name of the metric
 * @param slice the units
 */
public record CellKey(String metric, Slice slice) implements Comparable<CellKey> {

    @Override
    public int compareTo(CellKey other) {
        int byMetric = metric.compareTo(other.metric);
        return byMetric != 0 ? byMetric : slice.compareTo(other.slice);
    }

    /** Compared several times a record; the generated method is a chain of handles that is not always inlined. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CellKey that && slice.equals(that.slice) && metric.equals(that.metric);
    }

    @Override
    public int hashCode() {
        return 31 * metric.hashCode() + slice.hashCode();
    }
}
