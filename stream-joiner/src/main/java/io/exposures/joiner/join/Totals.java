package io.exposures.joiner.join;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A unit's totals. Series without an outcome are absent, so equal outcomes give equal totals.
 *
 * @param bySeries sorted
 */
public record Totals(SortedMap<Series, Total> bySeries) {

    /** No outcome. */
    public static final Totals NONE = new Totals(new TreeMap<>());

    public Totals {
        bySeries = Collections.unmodifiableSortedMap(bySeries);
    }

    /** What is kept of one series. */
    public Total of(Series series) {
        return bySeries.getOrDefault(series, Total.NONE);
    }

    Totals with(Series series, Total total) {
        SortedMap<Series, Total> changed = new TreeMap<>(bySeries);
        if (total.count() == 0) {
            changed.remove(series);
        } else {
            changed.put(series, total);
        }
        return new Totals(changed);
    }
}
