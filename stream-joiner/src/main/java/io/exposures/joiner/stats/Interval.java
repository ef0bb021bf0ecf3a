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

    /**
     * Makes the interval of a half-width around a centre that is given as a double and what is left of it, so that a
     * narrow interval far from 0 has the right last digit.
     */
    static Interval around(double centre, double rest, double halfWidth) {
        return new Interval(sum(centre, rest, -halfWidth), sum(centre, rest, halfWidth));
    }

    /** Returns whether the value lies outside. */
    public boolean excludes(double value) {
        return value < lower || value > upper;
    }

    /** Adds with Knuth's two-sum: what the first addition cuts off is added again together with the rest. */
    private static double sum(double centre, double rest, double offset) {
        double sum = centre + offset;
        double part = sum - centre;
        double lost = (centre - (sum - part)) + (offset - part);
        return sum + (lost + rest);
    }
}
