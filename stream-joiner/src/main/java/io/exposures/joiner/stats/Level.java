package io.exposures.joiner.stats;

/**
 * Error level and tuning of one comparison. Both are frozen when the experiment starts: changing them after the first
 * exposure voids the guarantee.
 *
 * @param alpha probability of a false alarm that is accepted for this comparison, between 0 and 1
 * @param tuningUnits number of units of both arms together (n*) at which the always-valid interval is tightest
 */
public record Level(double alpha, double tuningUnits) {
    /** Level 0.05, tuned for 10,000 units. */
    public static final Level DEFAULT = new Level(0.05, 10_000);

    /** Checks the ranges. */
    public Level {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must lie between 0 and 1, was " + alpha);
        }
        if (!(tuningUnits > 0 && Double.isFinite(tuningUnits))) {
            throw new IllegalArgumentException("tuning units must be positive, was " + tuningUnits);
        }
    }

    /** Returns the level for each of several primary comparisons that shall hold together (Bonferroni). */
    public Level sharedBy(int comparisons) {
        if (comparisons < 1) {
            throw new IllegalArgumentException("comparisons must be positive, was " + comparisons);
        }
        return new Level(alpha / comparisons, tuningUnits);
    }
}
