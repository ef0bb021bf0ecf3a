package io.exposures.joiner.stats;

import io.exposures.joiner.stats.ArmEstimate.Spread;
import java.util.List;
import java.util.stream.Stream;

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
    record Cell(long units, Rational variance) {
        Cell scaled(Rational factor) {
            return new Cell(units, variance.times(factor));
        }
    }

    static Contrast of(ArmPair pair) {
        Spread control = pair.control().spread();
        Spread treatment = pair.treatment().spread();
        return new Contrast(
                pair.units(),
                pair.treatment().exactValue().minus(pair.control().exactValue()),
                control.variance().plus(treatment.variance()),
                control.unadjusted().plus(treatment.unadjusted()),
                pair.control().unadjusted(),
                control.unadjusted(),
                control.covariance().negate(),
                List.of(
                        new Cell(pair.control().units(), control.variance()),
                        new Cell(pair.treatment().units(), treatment.variance())));
    }

    /** Adds up the contrasts of allocation epochs, each with the share of the units that it has. */
    static Contrast of(List<ArmPair> pairs) {
        if (pairs.size() == 1) {
            return of(pairs.get(0));
        }
        long units = pairs.stream().mapToLong(ArmPair::units).sum();
        return pairs.stream()
                .map(pair -> of(pair).weighted(Rational.of(pair.units(), units)))
                .reduce(Contrast::plus)
                .orElseThrow();
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

    private Contrast weighted(Rational weight) {
        Rational square = weight.squared();
        return new Contrast(
                units,
                difference.times(weight),
                variance.times(square),
                unadjustedVariance.times(square),
                baseline.times(weight),
                baselineVariance.times(square),
                baselineCovariance.times(square),
                cells.stream().map(cell -> cell.scaled(square)).toList());
    }

    private Contrast plus(Contrast other) {
        return new Contrast(
                units + other.units,
                difference.plus(other.difference),
                variance.plus(other.variance),
                unadjustedVariance.plus(other.unadjustedVariance),
                baseline.plus(other.baseline),
                baselineVariance.plus(other.baselineVariance),
                baselineCovariance.plus(other.baselineCovariance),
                Stream.concat(cells.stream(), other.cells.stream()).toList());
    }
}
