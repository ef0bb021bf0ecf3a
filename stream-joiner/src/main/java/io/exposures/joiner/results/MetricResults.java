package io.exposures.joiner.results;

import io.exposures.joiner.stats.Blocker;
import io.exposures.joiner.stats.CovariateAdjustment;
import io.exposures.joiner.stats.Estimator;
import io.exposures.joiner.stats.Guardrail;
import io.exposures.joiner.stats.Level;
import io.exposures.joiner.stats.MetricKind;
import io.exposures.joiner.stats.MetricSummary;
import io.exposures.joiner.stats.Readiness;
import io.exposures.joiner.stats.Standardised;
import io.exposures.joiner.stats.Statistics;
import io.exposures.joiner.stats.Stratum;
import io.exposures.joiner.stats.WilsonInterval;
import io.exposures.records.Role;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One metric of an experiment: the arms' estimates, and each arm against the control. */
final class MetricResults {

    private final MetricPlan metric;
    private final ExperimentPlan plan;
    private final ArmCells cells;
    private final Differences differences;
    private final Level level;
    private final @Nullable CovariateAdjustment adjustment;
    private final List<Compared> compared = new ArrayList<>();

    /**
     * An arm against the control.
     *
     * @param arm the arm
     * @param plain without covariate
     * @param cuped with covariate; null when there is none
     * @param covariate the covariate itself, which should not differ; null when there is none
     * @param readiness whether the comparison may be used
     */
    record Compared(
            String arm,
            Standardised plain,
            @Nullable Standardised cuped,
            @Nullable Standardised covariate,
            Readiness readiness) {

        /** The comparison that decides. */
        Standardised deciding() {
            return cuped == null ? plain : cuped;
        }

        /** ln e, or minus infinity where there is no evidence that may be used. */
        double usableLogE() {
            var inference = deciding().comparison().inference();
            return inference == null || !readiness.isReady()
                    ? Double.NEGATIVE_INFINITY
                    : inference.alwaysValid().logE();
        }

        /** The p-value; 1 where there is none. */
        double pValue() {
            var inference = deciding().comparison().inference();
            return inference == null ? 1 : inference.alwaysValid().pValue();
        }
    }

    MetricResults(MetricPlan metric, ExperimentPlan plan, ArmCells cells, Blocking blocking, Differences differences) {
        this.metric = metric;
        this.plan = plan;
        this.cells = cells;
        this.differences = differences;
        this.level = metric.role() == Role.PRIMARY ? plan.primaryLevel() : plan.level();
        this.adjustment = metric.hasCovariate() ? CovariateAdjustment.pooled(cells.all()) : null;
        plan.control()
                .ifPresent(control ->
                        plan.treatments().forEach(treatment -> compared.add(compare(control, treatment, blocking))));
    }

    private Compared compare(String control, String treatment, Blocking blocking) {
        List<Stratum> strata = cells.strata(control, treatment);
        Standardised plain = Statistics.compare(metric.kind().estimator(), strata, level);
        Standardised cuped = adjustment == null ? null : Statistics.compare(adjustment, strata, level);
        Standardised covariate =
                adjustment == null ? null : Statistics.compareCovariates(strata, plan.covariateLevel());
        List<Blocker> others = new ArrayList<>(blocking.of(control, treatment));
        if (covariate != null && covariate.comparison().isSignificant(plan.covariateLevel())) {
            others.add(Blocker.COVARIATE);
        }
        Readiness readiness = metric.kind()
                .readiness(cells.total(control), cells.total(treatment))
                .and(others);
        return new Compared(treatment, plain, cuped, covariate, readiness);
    }

    MetricPlan metric() {
        return metric;
    }

    List<Compared> compared() {
        return compared;
    }

    /** Whether the evidence of a comparison alone reaches its level. */
    boolean isSignificant(Compared one) {
        return one.readiness().isReady() && one.deciding().comparison().isSignificant(level);
    }

    /**
     * The answer.
     *
     * @param families what holds together with other metrics
     */
    ResultsAnswer.Metric answer(Families families) {
        return new ResultsAnswer.Metric(
                metric.name(),
                lower(metric.role()),
                lower(metric.kind()),
                metric.bound().getEvent(),
                lower(metric.bound().getTransform()),
                metric.bound().getDenominator(),
                metric.bound().getScale(),
                metric.bound().getCapLow(),
                metric.bound().getCapHigh(),
                metric.bound().getLookbackDays(),
                metric.margin(),
                level.alpha(),
                adjustment == null ? "plain" : "cuped",
                adjustment == null ? null : adjustment.theta(),
                adjustment == null ? "no_covariate" : Differences.code(adjustment.reason()),
                plan.arms().stream().map(this::arm).toList(),
                compared.stream().map(one -> comparison(one, families)).toList());
    }

    private ResultsAnswer.MetricArm arm(String arm) {
        MetricSummary total = cells.total(arm);
        long units = total.units();
        boolean rate = metric.kind() == MetricKind.PROPORTION && units > 0;
        List<ResultsAnswer.EpochSums> epochs = new ArrayList<>();
        cells.of(arm).forEach((epoch, sums) -> epochs.add(sums(epoch, sums)));
        return new ResultsAnswer.MetricArm(
                arm,
                units,
                total.nonzero(),
                total.capped(),
                units == 0 ? null : (double) total.capped() / units,
                Differences.estimate(estimator().estimate(total)),
                adjustment == null ? null : Differences.estimate(adjustment.estimate(total)),
                rate
                        ? Differences.list(WilsonInterval.of(
                                units, total.nonzero(), plan.level().alpha()))
                        : null,
                epochs);
    }

    private Estimator estimator() {
        return metric.kind().estimator();
    }

    private static ResultsAnswer.EpochSums sums(int epoch, MetricSummary sums) {
        return new ResultsAnswer.EpochSums(
                epoch,
                sums.units(),
                sums.nonzero(),
                sums.capped(),
                decimal(sums.sum()),
                decimal(sums.squares()),
                decimal(sums.cubes()),
                decimal(sums.covariateSum()),
                decimal(sums.covariateSquares()),
                decimal(sums.crossProducts()));
    }

    private ResultsAnswer.ArmComparison comparison(Compared one, Families families) {
        Standardised covariate = one.covariate();
        Standardised cuped = one.cuped();
        Double margin = metric.margin();
        return new ResultsAnswer.ArmComparison(
                one.arm(),
                one.readiness().isReady(),
                one.readiness().blockers().stream().map(Blocker::code).toList(),
                one.readiness().skewOfDifference(),
                families.significant(this, one),
                families.reason(),
                metric.role() == Role.GUARDRAIL && margin != null ? guardrail(one, margin) : null,
                covariate == null ? null : differences.answer(covariate),
                differences.answer(one.plain()),
                cuped == null ? null : differences.answer(cuped),
                families.holm(this, one),
                families.benjaminiHochberg(this, one));
    }

    private static String guardrail(Compared one, double margin) {
        return one.readiness().isReady()
                ? lower(Guardrail.of(one.deciding().comparison().lift(), margin))
                : lower(Guardrail.UNDECIDED);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The shortest plain form, so that equal numbers are equal text. */
    static String decimal(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
