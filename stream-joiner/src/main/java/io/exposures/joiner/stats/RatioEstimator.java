package io.exposures.joiner.stats;

import io.exposures.joiner.stats.ArmEstimate.Spread;

/**
 * The sum of y over the sum of x, with the delta method's variance (s_yy − 2R·s_xy + R²·s_xx) / (n·x̄²). The bracket is
 * formed exactly: it is 0 when y is proportional to x.
 *
 * <p>Source: Deng, Knoblich, Lu, Applying the delta method in metric analytics, KDD 2018.
 */
record RatioEstimator() implements Estimator {
    @Override
    public ArmEstimate estimate(MetricSummary arm) {
        long n = arm.units();
        if (n == 0) {
            return ArmEstimate.missing(n, Reason.NO_UNITS);
        }
        if (arm.covariateSum().signum() == 0) {
            return ArmEstimate.missing(n, Reason.DENOMINATOR_ZERO);
        }
        Rational ratio = Rational.of(arm.sum()).dividedBy(Rational.of(arm.covariateSum()));
        return ArmEstimate.of(n, ratio, n == 1 ? null : Spread.of(variance(arm, ratio)));
    }

    private static Rational variance(MetricSummary arm, Rational ratio) {
        Rational bracket = arm.deviationSquares()
                .minus(ratio.times(arm.deviationProducts()).times(2))
                .plus(ratio.squared().times(arm.covariateDeviationSquares()));
        return bracket.dividedBy(arm.units() - 1)
                .dividedBy(arm.units())
                .dividedBy(arm.covariateMean().squared());
    }
}
