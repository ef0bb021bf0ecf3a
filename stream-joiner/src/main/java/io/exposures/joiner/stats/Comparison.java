package io.exposures.joiner.stats;

import org.jspecify.annotations.Nullable;

/**
 * A treatment against the control: treatment minus control, how sure that is, and the lift.
 *
 * @param difference the difference; null when an arm has no estimate
 * @param inference how sure the difference is; null when it has no standard error above 0
 * @param reason why something is missing, null when {@code inference} is there
 * @param lift the difference relative to the control
 */
public record Comparison(
        @Nullable Double difference,
        @Nullable Inference inference,
        @Nullable Reason reason,
        Lift lift) {
    /** Checks that a reason is given exactly when there is no inference. */
    public Comparison {
        if ((inference == null) == (reason == null)) {
            throw new IllegalArgumentException("a comparison has either an inference or a reason");
        }
    }

    static Comparison missing(Reason reason) {
        return new Comparison(null, null, reason, Lift.missing(reason));
    }

    static Comparison of(ArmEstimate control, ArmEstimate treatment, Level level) {
        if (!control.hasValue() || !treatment.hasValue()) {
            return missing(missingValue(control, treatment));
        }
        Reason reason = control.reason() != null ? control.reason() : treatment.reason();
        if (reason != null) {
            double difference =
                    treatment.exactValue().minus(control.exactValue()).toDouble();
            return new Comparison(difference, null, reason, Lift.missing(reason));
        }
        return of(Contrast.of(new ArmPair(control, treatment)), level);
    }

    static Comparison of(Contrast contrast, Level level) {
        if (contrast.variance().isZero()) {
            double difference = contrast.difference().toDouble();
            return new Comparison(difference, null, Reason.ZERO_VARIANCE, liftWithoutVariance(contrast));
        }
        Measured measured = Measured.of(contrast);
        Inference inference = infer(contrast, measured, level);
        return new Comparison(measured.difference(), inference, null, lift(contrast, inference));
    }

    /**
     * Returns whether the evidence reaches the level: the e-value of "no difference" is at least 1/alpha, which is the
     * case exactly when the always-valid interval excludes 0.
     */
    public boolean isSignificant(Level level) {
        return inference != null && inference.alwaysValid().logE() >= -Math.log(level.alpha());
    }

    private static Reason missingValue(ArmEstimate control, ArmEstimate treatment) {
        if (control.units() == 0 || treatment.units() == 0) {
            return Reason.NO_UNITS;
        }
        return Reason.DENOMINATOR_ZERO;
    }

    private static Inference infer(Contrast contrast, Measured measured, Level level) {
        return new Inference(
                measured.standardError(),
                FixedHorizon.infer(measured, contrast.degreesOfFreedom(), level.alpha()),
                new ConfidenceSequence(level).infer(measured, contrast.units()),
                varianceReduction(contrast));
    }

    private static @Nullable Double varianceReduction(Contrast contrast) {
        Rational unadjusted = contrast.unadjustedVariance();
        return unadjusted.isZero()
                ? null
                : unadjusted.minus(contrast.variance()).dividedBy(unadjusted).toDouble();
    }

    private static Lift liftWithoutVariance(Contrast contrast) {
        return contrast.baseline().isZero()
                ? Lift.missing(Reason.BASELINE_ZERO)
                : Lift.withoutInterval(contrast.lift(), Reason.ZERO_VARIANCE);
    }

    private static Lift lift(Contrast contrast, Inference inference) {
        if (contrast.baseline().isZero()) {
            return Lift.missing(Reason.BASELINE_ZERO);
        }
        return Lift.of(
                contrast,
                inference.fixedHorizon().multiplier(),
                inference.alwaysValid().multiplier());
    }
}
