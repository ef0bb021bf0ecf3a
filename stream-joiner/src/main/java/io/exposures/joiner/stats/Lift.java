package io.exposures.joiner.stats;

import org.jspecify.annotations.Nullable;

/**
 * The difference relative to the absolute value of the control, with Fieller intervals.
 *
 * @param value difference / |control|; null when the control is zero or there is no difference
 * @param standardError its delta-method standard error, for information
 * @param fixedHorizon interval for one planned look; null when the set is not a bounded interval
 * @param alwaysValid interval one may watch; null when the set is not a bounded interval
 * @param reason why something is missing, null when {@code alwaysValid} is there
 */
public record Lift(
        @Nullable Double value,
        @Nullable Double standardError,
        @Nullable Interval fixedHorizon,
        @Nullable Interval alwaysValid,
        @Nullable Reason reason) {
    /** Checks that a reason is given exactly when there is no always-valid interval. */
    public Lift {
        if ((alwaysValid == null) == (reason == null)) {
            throw new IllegalArgumentException("a lift has either an always-valid interval or a reason");
        }
    }

    static Lift missing(Reason reason) {
        return new Lift(null, null, null, null, reason);
    }

    static Lift withoutInterval(double value, Reason reason) {
        return new Lift(value, null, null, null, reason);
    }

    /** Computes the lift of a contrast whose baseline is not zero, with the two multipliers of its intervals. */
    static Lift of(Contrast contrast, double fixedMultiplier, double alwaysMultiplier) {
        Fieller fieller = contrast.relative();
        Interval alwaysValid = fieller.set(square(alwaysMultiplier)).interval();
        return new Lift(
                contrast.lift(),
                fieller.deltaStandardError(),
                fieller.set(square(fixedMultiplier)).interval(),
                alwaysValid,
                alwaysValid == null ? Reason.BASELINE_NOT_SEPARATED_FROM_ZERO : null);
    }

    private static Dyadic square(double multiplier) {
        return Dyadic.of(multiplier).squared();
    }
}
