package io.exposures.joiner.stats;

/**
 * What one unit adds to its arm for one metric.
 *
 * @param y the metric, in steps of its scale
 * @param x the second variable (covariate, or denominator of a ratio), in steps of its scale
 * @param capped whether a cap changed y
 */
public record UnitContribution(long y, long x, boolean capped) {
    /** Checks that both values can be negated. */
    public UnitContribution {
        if (y == Long.MIN_VALUE || x == Long.MIN_VALUE) {
            throw new ArithmeticException("a unit's value overflows");
        }
    }

    /** Makes the contribution of a unit that no cap touched. */
    public UnitContribution(long y, long x) {
        this(y, x, false);
    }
}
