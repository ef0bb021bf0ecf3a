package io.exposures.joiner.stats;

import org.jspecify.annotations.Nullable;

/**
 * How a unit's totals of one metric become its contribution: transform first, then clamp.
 *
 * <p>Caps are fixed numbers that apply to the unit's total, outcome and covariate alike. A percentile that moves with
 * the data could not be taken back when a unit's total changes.
 *
 * @param transform what is made of the events
 * @param scale decimals of the metric
 * @param capLow lowest value a unit may contribute, in steps; null for none
 * @param capHigh highest value a unit may contribute, in steps; null for none
 */
public record MetricRule(
        Transform transform,
        int scale,
        @Nullable Long capLow,
        @Nullable Long capHigh) {
    /** Checks that the scale is possible and the caps are in order. */
    public MetricRule {
        if (capLow != null && capHigh != null && capLow > capHigh) {
            throw new IllegalArgumentException("lower cap " + capLow + " is above upper cap " + capHigh);
        }
        new Quantiser(scale);
    }

    /**
     * Returns what a unit with these totals contributes.
     *
     * @param outcome events in the outcome window
     * @param covariate events on the covariate's days
     */
    public UnitContribution contribution(UnitTotal outcome, UnitTotal covariate) {
        long one = new Quantiser(scale).one();
        long total = transform.steps(outcome, one);
        long y = capped(total);
        return new UnitContribution(y, capped(transform.steps(covariate, one)), y != total);
    }

    private long capped(long steps) {
        if (transform == Transform.BINARY) {
            return steps;
        }
        long result = capHigh != null && steps > capHigh ? capHigh : steps;
        return capLow != null && result < capLow ? capLow : result;
    }
}
