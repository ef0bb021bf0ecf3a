package io.exposures.joiner.stats;

import org.jspecify.annotations.Nullable;

/**
 * What one arm's units look like.
 *
 * @param mean mean of y; null without units
 * @param variance variance with n − 1; null with fewer than two units
 * @param standardDeviation root of the variance; null with fewer than two units
 * @param standardError standard error of the mean; null with fewer than two units
 * @param skewness third central moment over the 1.5th power of the second, both with 1/n; null with fewer than two
 *     units or when all are equal
 */
public record Moments(
        @Nullable Double mean,
        @Nullable Double variance,
        @Nullable Double standardDeviation,
        @Nullable Double standardError,
        @Nullable Double skewness) {

    /** Computes the moments of an arm. */
    public static Moments of(MetricSummary arm) {
        long n = arm.units();
        if (n == 0) {
            return new Moments(null, null, null, null, null);
        }
        double mean = arm.mean().toDouble();
        if (n == 1) {
            return new Moments(mean, null, null, null, null);
        }
        Rational deviations = arm.deviationSquares();
        Rational variance = deviations.dividedBy(n - 1);
        return new Moments(
                mean,
                variance.toDouble(),
                Math.sqrt(variance.toDouble()),
                Math.sqrt(variance.dividedBy(n).toDouble()),
                skewness(arm, deviations.dividedBy(n)));
    }

    private static @Nullable Double skewness(MetricSummary arm, Rational secondMoment) {
        double second = secondMoment.toDouble();
        return second == 0 ? null : arm.thirdCentralMoment().toDouble() / (second * Math.sqrt(second));
    }
}
