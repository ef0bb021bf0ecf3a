package io.exposures.joiner.stats;

import io.exposures.joiner.stats.ArmEstimate.Spread;

/** The mean of y over the units, with the variance s²/n. */
record MeanEstimator() implements Estimator {
    @Override
    public ArmEstimate estimate(MetricSummary arm) {
        long n = arm.units();
        if (n == 0) {
            return ArmEstimate.missing(n, Reason.NO_UNITS);
        }
        Spread spread = n == 1
                ? null
                : Spread.of(arm.deviationSquares().dividedBy(n - 1).dividedBy(n));
        return ArmEstimate.of(n, arm.mean(), spread);
    }
}
