package io.exposures.joiner.stats;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a comparison may be used: the asymptotics behind the intervals need enough data, the more so when arms are of
 * different size and the values skewed.
 *
 * @param blockers what keeps it from being used, in the order of {@link Blocker}; empty when ready
 * @param skewOfDifference skewness of the difference of means; null when not defined, or when the rule does not ask
 */
public record Readiness(List<Blocker> blockers, @Nullable Double skewOfDifference) {
    private static final long MIN_UNITS = 100;
    private static final long MIN_COUNTS = 10;
    private static final long MIN_NONZERO = 25;
    private static final double MAX_SKEW = 0.1;
    private static final double MAX_DENOMINATOR_ERROR = 0.1;
    private static final long CROSSED_ONE_IN = 100;

    /** Orders the blockers and drops repetitions. */
    public Readiness {
        EnumSet<Blocker> ordered = EnumSet.noneOf(Blocker.class);
        ordered.addAll(blockers);
        blockers = List.copyOf(ordered);
    }

    /** Returns whether nothing blocks. */
    public boolean isReady() {
        return blockers.isEmpty();
    }

    /** Returns this readiness with what blocks for other reasons than the arms' sums. */
    public Readiness and(Collection<Blocker> others) {
        EnumSet<Blocker> all = EnumSet.noneOf(Blocker.class);
        all.addAll(blockers);
        all.addAll(others);
        return new Readiness(List.copyOf(all), skewOfDifference);
    }

    /** Returns whether so many of an experiment's units were seen with two arms that the others are no fair sample. */
    public static boolean isCrossingTooFrequent(long crossedUnits, long units) {
        return crossedUnits * CROSSED_ONE_IN > units;
    }

    static Readiness ofMeans(MetricSummary control, MetricSummary treatment) {
        EnumSet<Blocker> blockers = unitBlockers(control, treatment);
        addIf(blockers, Blocker.MIN_NONZERO, fewest(control.nonzero(), treatment.nonzero()) < MIN_NONZERO);
        Double skew = skewOfDifference(control, treatment);
        addIf(blockers, Blocker.SKEW, skew == null || skew > MAX_SKEW);
        return new Readiness(List.copyOf(blockers), skew);
    }

    static Readiness ofProportions(MetricSummary control, MetricSummary treatment) {
        EnumSet<Blocker> blockers = unitBlockers(control, treatment);
        addIf(blockers, Blocker.MIN_COUNTS, fewest(counts(control), counts(treatment)) < MIN_COUNTS);
        return new Readiness(List.copyOf(blockers), null);
    }

    static Readiness ofRatios(MetricSummary control, MetricSummary treatment) {
        EnumSet<Blocker> blockers = unitBlockers(control, treatment);
        addIf(blockers, Blocker.MIN_NONZERO, fewest(control.nonzero(), treatment.nonzero()) < MIN_NONZERO);
        addIf(blockers, Blocker.DENOMINATOR, !isDenominatorKnown(control) || !isDenominatorKnown(treatment));
        return new Readiness(List.copyOf(blockers), null);
    }

    private static EnumSet<Blocker> unitBlockers(MetricSummary control, MetricSummary treatment) {
        EnumSet<Blocker> blockers = EnumSet.noneOf(Blocker.class);
        addIf(blockers, Blocker.MIN_UNITS, fewest(control.units(), treatment.units()) < MIN_UNITS);
        return blockers;
    }

    private static long counts(MetricSummary arm) {
        return fewest(arm.nonzero(), arm.units() - arm.nonzero());
    }

    /** Returns |m3_B/n_B² − m3_A/n_A²| / V^1.5, the skewness of the difference of the means. */
    private static @Nullable Double skewOfDifference(MetricSummary control, MetricSummary treatment) {
        if (fewest(control.units(), treatment.units()) < 2) {
            return null;
        }
        Rational variance = Estimator.MEAN
                .estimate(control)
                .spread()
                .variance()
                .plus(Estimator.MEAN.estimate(treatment).spread().variance());
        if (variance.isZero()) {
            return null;
        }
        double third = skewPart(treatment).minus(skewPart(control)).abs().toDouble();
        double second = variance.toDouble();
        return third / (second * Math.sqrt(second));
    }

    private static Rational skewPart(MetricSummary arm) {
        return arm.thirdCentralMoment().dividedBy(arm.units()).dividedBy(arm.units());
    }

    /** Returns whether se(x̄)/|x̄| ≤ 0.1, compared as squares. */
    private static boolean isDenominatorKnown(MetricSummary arm) {
        if (arm.units() < 2 || arm.covariateSum().signum() == 0) {
            return false;
        }
        double variance = arm.covariateDeviationSquares()
                .dividedBy(arm.units() - 1)
                .dividedBy(arm.units())
                .toDouble();
        double mean = arm.covariateMean().toDouble();
        return Math.sqrt(variance) <= MAX_DENOMINATOR_ERROR * Math.abs(mean);
    }

    private static long fewest(long a, long b) {
        return Math.min(a, b);
    }

    private static void addIf(EnumSet<Blocker> blockers, Blocker blocker, boolean condition) {
        if (condition) {
            blockers.add(blocker);
        }
    }
}
