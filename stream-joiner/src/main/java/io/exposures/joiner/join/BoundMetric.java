package io.exposures.joiner.join;

import io.exposures.joiner.stats.MetricKind;
import io.exposures.joiner.stats.MetricRule;
import io.exposures.joiner.stats.Quantiser;
import io.exposures.joiner.stats.Transform;
import org.jspecify.annotations.Nullable;

/**
 * How one metric is made from a unit's outcomes.
 *
 * @param name name of the metric
 * @param event event that it is made from
 * @param denominator event whose sum it is divided by; null unless it is a ratio
 * @param rule what becomes of the unit's total; caps apply to the numerator of a ratio only
 * @param lookback whole UTC days before the day of the first exposure that the covariate is taken from; 0 for none
 */
public record BoundMetric(
        String name, String event, @Nullable String denominator, MetricRule rule, int lookback) {

    public BoundMetric {
        if (lookback < 0) {
            throw new IllegalArgumentException("lookback: expected at least 0 days, got " + lookback);
        }
        if (denominator != null && rule.transform() != Transform.SUM) {
            throw new IllegalArgumentException("ratio: expected sums, got " + rule.transform());
        }
    }

    /** The metric that an event is when no metrics are defined: the sum of its values. */
    static BoundMetric ofEvent(String event, int lookback) {
        return new BoundMetric(
                event, event, null, new MetricRule(Transform.SUM, Quantiser.DEFAULT_SCALE, null, null), lookback);
    }

    /** How it is estimated. */
    public MetricKind kind() {
        if (denominator != null) {
            return MetricKind.RATIO;
        }
        return rule.transform() == Transform.BINARY ? MetricKind.PROPORTION : MetricKind.MEAN;
    }

    /** Decimals of its values and of its covariate or denominator. */
    public int scale() {
        return rule.scale();
    }
}
