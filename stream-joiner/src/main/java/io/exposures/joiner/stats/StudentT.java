package io.exposures.joiner.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/** Tails of Student's t distribution. */
final class StudentT {
    private StudentT() {}

    /** Returns the probability of a value at least as far from 0 as t, from the survival function: small ones are exact. */
    static double twoSidedP(double t, double degreesOfFreedom) {
        double distance = Math.abs(t);
        if (degreesOfFreedom == 1) {
            // The general code cancels near the middle of the Cauchy distribution.
            return 2 / Math.PI * Math.atan2(1, distance);
        }
        return 2 * TDistribution.of(degreesOfFreedom).survivalProbability(distance);
    }

    /** Returns the value whose two-sided tail has probability alpha. */
    static double critical(double alpha, double degreesOfFreedom) {
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(alpha / 2);
    }
}
