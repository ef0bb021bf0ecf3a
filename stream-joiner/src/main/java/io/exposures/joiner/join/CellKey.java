package io.exposures.joiner.join;

import java.util.Comparator;

/**
 * Where a metric's sums of one arm are kept.
 *
 * @param metric name of the metric
 * @param slice the units
 */
public record CellKey(String metric, Slice slice) implements Comparable<CellKey> {

    private static final Comparator<CellKey> ORDER =
            Comparator.comparing(CellKey::metric).thenComparing(CellKey::slice);

    @Override
    public int compareTo(CellKey other) {
        return ORDER.compare(this, other);
    }
}
