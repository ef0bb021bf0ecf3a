package io.exposures.joiner.stats;

/** A way to estimate what an arm does from its sums. */
public sealed interface Estimator permits MeanEstimator, RatioEstimator, CovariateAdjustment {
    /** The mean of y over the units; for 0/1 values that is the proportion. */
    Estimator MEAN = new MeanEstimator();

    /** The sum of y over the sum of x. */
    Estimator RATIO = new RatioEstimator();

    /** Returns the arm's estimate. */
    ArmEstimate estimate(MetricSummary arm);
}
