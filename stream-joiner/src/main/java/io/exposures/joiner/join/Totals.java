package io.exposures.joiner.join;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A unit's totals by metric. Metrics without an outcome are absent, so equal outcomes give equal totals.
 *
 * @param byMetric sorted by metric
 */
public record Totals(Map<String, Total> byMetric) {

    /** No outcome. */
    public static final Totals NONE = new Totals(Map.of());

    public Totals {
        byMetric = Collections.unmodifiableMap(byMetric);
    }

    Totals plus(String metric, BigInteger value) {
        return with(metric, byMetric.getOrDefault(metric, Total.NONE).plus(value));
    }

    Totals minus(String metric, BigInteger value) {
        return with(metric, byMetric.getOrDefault(metric, Total.NONE).minus(value));
    }

    private Totals with(String metric, Total total) {
        Map<String, Total> changed = new TreeMap<>(byMetric);
        if (total.count() == 0) {
            changed.remove(metric);
        } else {
            changed.put(metric, total);
        }
        return new Totals(changed);
    }
}
