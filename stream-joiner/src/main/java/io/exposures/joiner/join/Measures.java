package io.exposures.joiner.join;

import io.exposures.joiner.stats.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How an experiment's outcomes become numbers: its allocation epochs, its metrics, and the level of its comparisons.
 *
 * @param epochs starts of the allocation epochs after the first, microseconds since the epoch, ascending
 * @param metrics the metrics; empty when every event is one, as the sum of its values
 * @param lookback whole UTC days of the covariate of events that are metrics without being listed
 * @param level error level of the whole family of primary comparisons, and tuning
 */
public record Measures(List<Long> epochs, List<BoundMetric> metrics, int lookback, Level level) {

    /** Whole UTC days that a covariate is taken from unless a metric says otherwise. */
    public static final int DEFAULT_LOOKBACK = 14;

    /** Every event is a metric; one allocation epoch. */
    public static final Measures DEFAULT = new Measures(List.of(), List.of(), DEFAULT_LOOKBACK, Level.DEFAULT);

    public Measures {
        epochs = List.copyOf(epochs);
        metrics = List.copyOf(metrics);
        for (int i = 1; i < epochs.size(); i++) {
            if (epochs.get(i - 1) >= epochs.get(i)) {
                throw new IllegalArgumentException("epochs: expected ascending starts, got " + epochs);
            }
        }
        Set<String> names = new HashSet<>();
        metrics.forEach(metric -> {
            if (!names.add(metric.name())) {
                throw new IllegalArgumentException("metrics: expected each name once, got " + metric.name() + " twice");
            }
        });
        if (lookback < 0) {
            throw new IllegalArgumentException("lookback: expected at least 0 days, got " + lookback);
        }
    }

    /** The same with no covariate from further back than this. */
    public Measures withLookbackUpTo(int days) {
        List<BoundMetric> within = metrics.stream()
                .map(m -> new BoundMetric(m.name(), m.event(), m.denominator(), m.rule(), Math.min(m.lookback(), days)))
                .toList();
        return new Measures(epochs, within, Math.min(lookback, days), level);
    }

    /** The allocation epoch of a first exposure at this time, from 0. */
    int epoch(long time) {
        int epoch = 0;
        while (epoch < epochs.size() && epochs.get(epoch) <= time) {
            epoch++;
        }
        return epoch;
    }
}
