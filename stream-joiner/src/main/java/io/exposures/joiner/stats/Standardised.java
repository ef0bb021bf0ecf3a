package io.exposures.joiner.stats;

import io.exposures.joiner.stats.ArmEstimate.Spread;
import java.util.List;
import java.util.function.Function;

/**
 * A comparison standardised over allocation epochs: each epoch is compared within itself and weighs as much as it has
 * units, so that a change of the arms' weights cannot look like an effect. With one epoch it is the plain comparison.
 *
 * @param comparison treatment against control
 * @param control the control's standardised estimate
 * @param treatment the treatment's standardised estimate
 * @param excludedUnits units of epochs in which an arm has no variance (fewer than two units), or no estimate
 */
public record Standardised(Comparison comparison, ArmEstimate control, ArmEstimate treatment, long excludedUnits) {

    static Standardised of(Estimator estimator, List<Stratum> strata, Level level) {
        List<ArmPair> pairs = strata.stream()
                .map(s -> new ArmPair(estimator.estimate(s.control()), estimator.estimate(s.treatment())))
                .toList();
        List<ArmPair> used = pairs.stream().filter(ArmPair::isComplete).toList();
        long excluded = units(pairs) - units(used);
        if (used.isEmpty()) {
            Reason reason = reason(pairs);
            ArmEstimate missing = ArmEstimate.missing(0, reason);
            return new Standardised(Comparison.missing(reason), missing, missing, excluded);
        }
        return new Standardised(
                Comparison.of(Contrast.of(used), level),
                combined(used, ArmPair::control),
                combined(used, ArmPair::treatment),
                excluded);
    }

    static Standardised plain(Estimator estimator, Stratum only, Level level) {
        ArmPair pair = new ArmPair(estimator.estimate(only.control()), estimator.estimate(only.treatment()));
        Comparison comparison = Comparison.of(pair.control(), pair.treatment(), level);
        return new Standardised(comparison, pair.control(), pair.treatment(), pair.isComplete() ? 0 : pair.units());
    }

    private static ArmEstimate combined(List<ArmPair> pairs, Function<ArmPair, ArmEstimate> arm) {
        long total = units(pairs);
        long units = 0;
        Rational value = Rational.ZERO;
        Rational variance = Rational.ZERO;
        for (ArmPair pair : pairs) {
            ArmEstimate estimate = arm.apply(pair);
            Rational weight = Rational.of(pair.units(), total);
            units += estimate.units();
            value = value.plus(weight.times(estimate.exactValue()));
            variance = variance.plus(weight.squared().times(estimate.spread().variance()));
        }
        return ArmEstimate.of(units, value, Spread.of(variance));
    }

    private static Reason reason(List<ArmPair> pairs) {
        if (pairs.stream().allMatch(pair -> pair.control().units() == 0)
                || pairs.stream().allMatch(pair -> pair.treatment().units() == 0)) {
            return Reason.NO_UNITS;
        }
        boolean enough = pairs.stream()
                .anyMatch(pair -> pair.control().units() > 1 && pair.treatment().units() > 1);
        return enough ? Reason.DENOMINATOR_ZERO : Reason.INSUFFICIENT_N;
    }

    private static long units(List<ArmPair> pairs) {
        return pairs.stream().mapToLong(ArmPair::units).sum();
    }
}
