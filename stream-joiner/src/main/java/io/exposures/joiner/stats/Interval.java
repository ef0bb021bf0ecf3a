package io.exposures.joiner.stats;

/**
 * A bounded interval.
 *
 * @param lower lower bound, finite
 * @param upper upper bound, finite, not below the lower one
 */
public record Interval(double lower, double upper) {
    /** Checks that both bounds are finite and in order. */
    public Interval {
        if (!Double.isFinite(lower) || !Double.isFinite(upper) || lower > upper) {
            throw new IllegalArgumentException("not a bounded interval: [" + lower + ", " + upper + "]");
        }
    }

    static Interval around(double centre, double halfWidth) {
        return new Interval(centre - halfWidth, centre + halfWidth);
    }

    /** Returns whether the value lies outside. */
    public boolean excludes(double value) {
        return value < lower || value > upper;
    }
}
