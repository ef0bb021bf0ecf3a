package io.exposures.joiner.stats;

/**
 * Welch's t-test: valid for one single look that was planned in advance.
 *
 * <p>Source: Welch, The generalization of "Student's" problem when several different population variances are
 * involved, Biometrika 1947.
 *
 * @param degreesOfFreedom Welch–Satterthwaite degrees of freedom
 * @param t difference in standard errors
 * @param pValue two-sided p-value, 0 when below the range of doubles
 * @param multiplier half-width of the interval in standard errors (the quantile of t)
 * @param interval interval at the level of the comparison
 */
public record FixedHorizon(double degreesOfFreedom, double t, double pValue, double multiplier, Interval interval) {
    static FixedHorizon infer(Measured measured, double degreesOfFreedom, double alpha) {
        double multiplier = StudentT.critical(alpha, degreesOfFreedom);
        return new FixedHorizon(
                degreesOfFreedom,
                measured.z(),
                StudentT.twoSidedP(measured.z(), degreesOfFreedom),
                multiplier,
                measured.interval(multiplier));
    }
}
