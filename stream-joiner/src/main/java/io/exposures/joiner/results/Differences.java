package io.exposures.joiner.results;

import io.exposures.joiner.stats.ArmEstimate;
import io.exposures.joiner.stats.Comparison;
import io.exposures.joiner.stats.FixedHorizon;
import io.exposures.joiner.stats.Inference;
import io.exposures.joiner.stats.Interval;
import io.exposures.joiner.stats.Lift;
import io.exposures.joiner.stats.Reason;
import io.exposures.joiner.stats.Standardised;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comparisons as they are answered: what is valid for one look only is held back until the planned end. */
final class Differences {

    private final @Nullable String heldBack;

    /**
     * Answers of one experiment.
     *
     * @param heldBack why one-look values are not shown; null once they may be
     */
    Differences(@Nullable String heldBack) {
        this.heldBack = heldBack;
    }

    ResultsAnswer.Difference answer(Standardised standardised) {
        Comparison comparison = standardised.comparison();
        Inference inference = comparison.inference();
        Inference shown = heldBack == null ? inference : null;
        return new ResultsAnswer.Difference(
                standardised.control().value(),
                standardised.treatment().value(),
                comparison.difference(),
                inference == null ? null : inference.standardError(),
                inference == null ? null : list(inference.alwaysValid().interval()),
                inference == null ? null : inference.alwaysValid().logE(),
                inference == null ? null : inference.alwaysValid().pValue(),
                inference == null ? null : inference.varianceReduction(),
                code(comparison.reason()),
                lift(comparison.lift()),
                shown == null ? null : oneLook(shown.fixedHorizon(), comparison.lift()),
                heldBack == null ? code(comparison.reason()) : heldBack,
                standardised.excludedUnits());
    }

    static ResultsAnswer.LiftAnswer lift(Lift lift) {
        return new ResultsAnswer.LiftAnswer(
                lift.value(), lift.standardError(), list(lift.alwaysValid()), code(lift.reason()));
    }

    private static ResultsAnswer.OneLook oneLook(FixedHorizon fixed, Lift lift) {
        return new ResultsAnswer.OneLook(
                1,
                fixed.t(),
                fixed.degreesOfFreedom(),
                fixed.pValue(),
                List.of(fixed.interval().lower(), fixed.interval().upper()),
                list(lift.fixedHorizon()));
    }

    static ResultsAnswer.Estimate estimate(ArmEstimate estimate) {
        return new ResultsAnswer.Estimate(estimate.value(), estimate.standardError(), code(estimate.reason()));
    }

    static @Nullable List<Double> list(@Nullable Interval interval) {
        return interval == null ? null : List.of(interval.lower(), interval.upper());
    }

    static @Nullable String code(@Nullable Reason reason) {
        return reason == null ? null : reason.code();
    }
}
