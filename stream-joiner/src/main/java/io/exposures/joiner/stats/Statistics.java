package io.exposures.joiner.stats;

import java.util.List;

/**
 * The statistics that can be computed from the sums of arms. All of them are pure functions of their arguments: the
 * same sums give the same numbers, whenever and wherever they are asked for.
 */
public final class Statistics {
    private Statistics() {}

    /**
     * Compares a treatment with the control.
     *
     * @param estimator what is compared
     * @param control sums of the control
     * @param treatment sums of the treatment
     * @param level level of this one comparison
     */
    public static Comparison compare(Estimator estimator, MetricSummary control, MetricSummary treatment, Level level) {
        return Comparison.of(estimator.estimate(control), estimator.estimate(treatment), level);
    }

    /**
     * Compares a treatment with the control within each allocation epoch and adds up.
     *
     * @param estimator what is compared
     * @param strata sums of both arms, one entry an epoch
     * @param level level of this one comparison
     */
    public static Standardised standardise(Estimator estimator, List<Stratum> strata, Level level) {
        return Standardised.of(estimator, strata, level);
    }

    /**
     * Compares a treatment with the control: plainly while there is one allocation epoch, which says something even of
     * an arm with one unit; within each epoch as soon as there are several.
     *
     * @param estimator what is compared
     * @param strata sums of both arms, one entry an epoch
     * @param level level of this one comparison
     */
    public static Standardised compare(Estimator estimator, List<Stratum> strata, Level level) {
        return strata.size() == 1
                ? Standardised.plain(estimator, strata.get(0), level)
                : Standardised.of(estimator, strata, level);
    }

    /**
     * Compares the arms' covariates within each allocation epoch and adds up; see {@link #compareCovariates(MetricSummary, MetricSummary, Level)}.
     *
     * @param strata sums of both arms, one entry an epoch
     * @param level level of this check
     */
    public static Standardised compareCovariates(List<Stratum> strata, Level level) {
        List<Stratum> covariates = strata.stream()
                .map(s -> new Stratum(s.control().ofCovariate(), s.treatment().ofCovariate()))
                .toList();
        return compare(Estimator.MEAN, covariates, level);
    }

    /**
     * Compares the arms' covariates. Before the first exposure there is no effect, so a significant difference means
     * that the assignment or the time of first exposure is broken.
     *
     * @param control sums of the control
     * @param treatment sums of the treatment
     * @param level level of this check
     */
    public static Comparison compareCovariates(MetricSummary control, MetricSummary treatment, Level level) {
        return compare(Estimator.MEAN, control.ofCovariate(), treatment.ofCovariate(), level);
    }
}
