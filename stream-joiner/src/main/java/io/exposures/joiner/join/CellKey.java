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
}
