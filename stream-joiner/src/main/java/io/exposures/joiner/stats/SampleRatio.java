package io.exposures.joiner.stats;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Whether the arms have the shares of units that they should have.
 *
 * <p>The Bayes factor of "any shares near the expected ones" (Dirichlet around them) against "exactly the expected
 * shares" is an e-value: it may be looked at after every unit and exceeds 1000 with a probability of at most 1/1000
 * when nothing is wrong. Factors of several allocation epochs are multiplied, so their logarithms are added.
 *
 * <p>Source: Lindon, Malek, Anytime-valid inference for multinomial count data, NeurIPS 2022.
 *
 * @param units units in arms with a share
 * @param degreesOfFreedom arms with a share, less one
 * @param chiSquare Pearson's statistic, for one single look; null without units or with one arm
 * @param chiSquareP its p-value; null without units or with one arm
 * @param logBayesFactor natural logarithm of the Bayes factor
 * @param pValue min(1, 1/factor), valid at any time
 * @param strayUnits units in arms whose share is zero
 */
public record SampleRatio(
        long units,
        int degreesOfFreedom,
        @Nullable Double chiSquare,
        @Nullable Double chiSquareP,
        double logBayesFactor,
        double pValue,
        long strayUnits) {
    /** How strongly the expected shares are held to be near the truth, in units. */
    public static final double DEFAULT_CONCENTRATION = 1000;

    /** What the evidence amounts to. */
    public enum Verdict {
        /** Nothing to report. */
        FINE,
        /** Factor of 100 or more. */
        WARNING,
        /** Factor of 1000 or more: the experiment's numbers are not to be trusted. */
        ALARM
    }

    private static final double LOG_WARNING = Math.log(100);
    private static final double LOG_ALARM = Math.log(1000);

    /**
     * Tests the counts of one allocation epoch.
     *
     * @param counts units by the arm of their first exposure in arrival order
     * @param weights expected shares of the arms on any positive scale; zero for an arm that must stay empty
     * @param concentration see {@link #DEFAULT_CONCENTRATION}
     */
    public static SampleRatio of(List<Long> counts, List<BigDecimal> weights, double concentration) {
        List<ArmCount> arms = arms(counts, weights);
        long units = arms.stream().mapToLong(ArmCount::units).sum();
        long all = counts.stream().mapToLong(Long::longValue).sum();
        int freedom = arms.size() - 1;
        double logFactor = logBayesFactor(arms, units, concentration);
        Double chiSquare = units == 0 || freedom == 0 ? null : chiSquare(arms, units);
        return new SampleRatio(
                units,
                freedom,
                chiSquare,
                chiSquare == null ? null : ChiSquaredDistribution.of(freedom).survivalProbability(chiSquare),
                logFactor,
                Math.min(1, Math.exp(-logFactor)),
                all - units);
    }

    /** Judges the logarithm of a Bayes factor. */
    public static Verdict verdict(double logBayesFactor) {
        if (logBayesFactor >= LOG_ALARM) {
            return Verdict.ALARM;
        }
        return logBayesFactor >= LOG_WARNING ? Verdict.WARNING : Verdict.FINE;
    }

    /**
     * One arm with a share.
     *
     * @param units its units
     * @param share its expected share, exact
     * @param surplus units above the expected number, exact
     */
    private record ArmCount(long units, Rational share, Rational surplus) {}

    private static List<ArmCount> arms(List<Long> counts, List<BigDecimal> weights) {
        requireMatching(counts, weights);
        BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.signum() <= 0) {
            throw new IllegalArgumentException("no arm has a share");
        }
        long units = 0;
        for (int i = 0; i < counts.size(); i++) {
            units += weights.get(i).signum() > 0 ? counts.get(i) : 0;
        }
        List<ArmCount> arms = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            if (weights.get(i).signum() > 0) {
                Rational share = Rational.of(weights.get(i)).dividedBy(Rational.of(total));
                long count = counts.get(i);
                arms.add(new ArmCount(count, share, Rational.of(count).minus(share.times(units))));
            }
        }
        return arms;
    }

    private static void requireMatching(List<Long> counts, List<BigDecimal> weights) {
        if (counts.size() != weights.size()) {
            throw new IllegalArgumentException(counts.size() + " counts for " + weights.size() + " weights");
        }
        if (counts.stream().anyMatch(c -> c < 0) || weights.stream().anyMatch(w -> w.signum() < 0)) {
            throw new IllegalArgumentException("counts and weights must not be negative: " + counts + ", " + weights);
        }
    }

    private static double chiSquare(List<ArmCount> arms, long units) {
        Rational sum = Rational.ZERO;
        for (ArmCount arm : arms) {
            sum = sum.plus(arm.surplus().squared().dividedBy(arm.share()));
        }
        return sum.dividedBy(units).toDouble();
    }

    /**
     * ln Γ(A) − ln Γ(A + n) + Σ [ln Γ(A·w + c) − ln Γ(A·w) − c·ln w], written with Stirling's formula so that everything
     * large cancels before it is computed. With N = A + n, the expected N·w in each arm and 1 + d the observed share of
     * it, what remains is N·Σ w·φ(d) − ½ Σ ln(1 + d) − ½(arms − 1)·ln(N/A) and the remainders, where
     * φ(d) = (1 + d)·ln(1 + d) − d.
     */
    private static double logBayesFactor(List<ArmCount> arms, long units, double concentration) {
        double total = concentration + units;
        double sum = StirlingRemainder.of(concentration)
                - StirlingRemainder.of(total)
                - (arms.size() - 1) * Math.log1p(units / concentration) / 2;
        for (ArmCount arm : arms) {
            double share = arm.share().toDouble();
            double prior = concentration * share;
            double deviation = arm.surplus().toDouble() / (share * total);
            double observed = (prior + arm.units()) / (share * total);
            double log = Math.abs(deviation) < 0.5 ? Math.log1p(deviation) : Math.log(observed);
            sum += share * total * divergence(deviation, observed, log) - log / 2;
            sum += StirlingRemainder.of(prior + arm.units()) - StirlingRemainder.of(prior);
        }
        return sum;
    }

    /** Returns (1 + d)·ln(1 + d) − d without cancelling for small d. */
    private static double divergence(double d, double observed, double log) {
        if (Math.abs(d) > 0.1) {
            return observed * log - d;
        }
        double sum = 0;
        double power = d;
        for (int k = 2; k <= 20; k++) {
            power *= -d;
            sum -= power / (k * (k - 1.0));
        }
        return sum;
    }
}
