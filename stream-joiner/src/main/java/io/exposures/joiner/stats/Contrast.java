package io.exposures.joiner.stats;

import io.exposures.joiner.stats.ArmEstimate.Spread;
import java.util.ArrayList;
import java.util.List;

/**
 * Treatment minus control with its variance and what a lift needs: all exact, to be rounded once by the reader.
 *
 * @param units units of both arms
 * @param difference the difference
 * @param variance its variance
 * @param unadjustedVariance what the variance would be without a covariate
 * @param baseline unadjusted mean of the control
 * @param baselineVariance its variance
 * @param baselineCovariance covariance of the difference and the baseline
 * @param cells the parts that the variance is the sum of
 */
record Contrast(
        long units,
        Rational difference,
        Rational variance,
        Rational unadjustedVariance,
        Rational baseline,
        Rational baselineVariance,
        Rational baselineCovariance,
        List<Cell> cells) {
    /** Rounding of these inputs must stay invisible after a square root of what they nearly cancel to. */
    private static final int RELATIVE_BITS = 192;

    Contrast {
        cells = List.copyOf(cells);
    }

    /**
     * One arm of one epoch.
     *
     * @param units its units, at least 2
     * @param variance what it adds to the variance
     */
    record Cell(long units, Rational variance) {}

    /** Adds up the contrasts of allocation epochs, each with the share of the units that it has. */
    static Contrast of(List<ArmPair> pairs) {
        long units = pairs.stream().mapToLong(ArmPair::units).sum();
        Rational difference = Rational.ZERO;
        Rational variance = Rational.ZERO;
        Rational unadjustedVariance = Rational.ZERO;
        Rational baseline = Rational.ZERO;
        Rational baselineVariance = Rational.ZERO;
        Rational baselineCovariance = Rational.ZERO;
        List<Cell> cells = new ArrayList<>(2 * pairs.size());
        for (ArmPair pair : pairs) {
            Rational weight = pairs.size() == 1 ? Rational.of(1) : Rational.of(pair.units(), units);
            Rational squared = weight.squared();
            ArmEstimate control = pair.control();
            ArmEstimate treatment = pair.treatment();
            Spread spreadA = control.spread();
            Spread spreadB = treatment.spread();
            Cell a = new Cell(control.units(), squared.times(spreadA.variance()));
            Cell b = new Cell(treatment.units(), squared.times(spreadB.variance()));
            cells.add(a);
            cells.add(b);
            difference = difference.plus(weight.times(treatment.exactValue().minus(control.exactValue())));
            variance = variance.plus(a.variance()).plus(b.variance());
            unadjustedVariance =
                    unadjustedVariance.plus(squared.times(spreadA.unadjusted().plus(spreadB.unadjusted())));
            baseline = baseline.plus(weight.times(control.unadjusted()));
            baselineVariance = baselineVariance.plus(squared.times(spreadA.unadjusted()));
            baselineCovariance = baselineCovariance.minus(squared.times(spreadA.covariance()));
        }
        return new Contrast(
                units, difference, variance, unadjustedVariance, baseline, baselineVariance, baselineCovariance, cells);
    }

    /** Returns the Welch–Satterthwaite degrees of freedom; needs a variance above 0. */
    double degreesOfFreedom() {
        double total = variance.toDouble();
        double sum = 0;
        for (Cell cell : cells) {
            double share = cell.variance().toDouble() / total;
            sum += share * share / (cell.units() - 1);
        }
        return 1 / sum;
    }

    /** Returns the difference over the absolute value of the baseline, which must not be 0. */
    double lift() {
        return difference.dividedBy(baseline.abs()).toDouble();
    }

    /** Returns the difference and the absolute value of the baseline, which must not be 0, as a ratio to be bounded. */
    Fieller relative() {
        return new Fieller(
                difference.rounded(RELATIVE_BITS),
                baseline.abs().rounded(RELATIVE_BITS),
                variance.rounded(RELATIVE_BITS),
                baselineCovariance.times(baseline.signum()).rounded(RELATIVE_BITS),
                baselineVariance.rounded(RELATIVE_BITS));
    }
}
