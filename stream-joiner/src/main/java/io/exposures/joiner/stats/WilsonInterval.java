package io.exposures.joiner.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The interval of one arm's proportion, for one look.
 *
 * <p>Source: Wilson, Probable inference, the law of succession, and statistical inference, JASA 1927.
 */
public final class WilsonInterval {
    private WilsonInterval() {}

    /**
     * Computes the interval.
     *
     * @param units number of units, at least 1
     * @param successes units with the value 1
     * @param alpha probability outside
     */
    public static Interval of(long units, long successes, double alpha) {
        if (units < 1 || successes < 0 || successes > units) {
            throw new IllegalArgumentException("impossible proportion: " + successes + " of " + units);
        }
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha / 2);
        double p = (double) successes / units;
        double share = z * z / units;
        double larger = (p + share / 2 + z * Math.sqrt((p * (1 - p) + share / 4) / units)) / (1 + share);
        // Both bounds are roots of one quadratic: their product is p²/(1 + z²/n), which does not cancel for small p.
        double smaller = p * p / ((1 + share) * larger);
        return new Interval(smaller, successes == units ? 1 : Math.min(1, larger));
    }
}
