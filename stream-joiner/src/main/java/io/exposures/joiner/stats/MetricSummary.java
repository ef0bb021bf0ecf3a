package io.exposures.joiner.stats;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Exact sums of one metric over the units of one arm, in the metric's own units: what every statistic is computed from.
 *
 * @param units number of units
 * @param nonzero units whose y is not zero
 * @param capped units whose y was changed by a cap
 * @param sum sum of y
 * @param squares sum of y²
 * @param cubes sum of y³
 * @param covariateSum sum of x, the covariate or the denominator of a ratio
 * @param covariateSquares sum of x²
 * @param crossProducts sum of x·y
 */
public record MetricSummary(
        long units,
        long nonzero,
        long capped,
        BigDecimal sum,
        BigDecimal squares,
        BigDecimal cubes,
        BigDecimal covariateSum,
        BigDecimal covariateSquares,
        BigDecimal crossProducts) {
    /** Checks that some set of units could have these counts and, for y and for x, this sum and sum of squares. */
    public MetricSummary {
        if (units < 0 || nonzero < 0 || nonzero > units || capped < 0 || capped > units) {
            throw new IllegalArgumentException(
                    "impossible counts: units " + units + ", nonzero " + nonzero + ", capped " + capped);
        }
        requirePossible("y", units, sum, squares);
        requirePossible("x", units, covariateSum, covariateSquares);
    }

    /** Reads sums of a metric whose x has the scale of its y. */
    public static MetricSummary of(MetricSums sums, int scale) {
        return of(sums, scale, scale);
    }

    /**
     * Reads sums of a metric.
     *
     * @param sums the sums in steps
     * @param scale decimals of y
     * @param covariateScale decimals of x
     */
    public static MetricSummary of(MetricSums sums, int scale, int covariateScale) {
        return new MetricSummary(
                sums.units(),
                sums.nonzero(),
                sums.capped(),
                decimal(sums.sum(), scale),
                decimal(sums.squares(), 2 * scale),
                decimal(sums.cubes(), 3 * scale),
                decimal(sums.covariateSum(), covariateScale),
                decimal(sums.covariateSquares(), 2 * covariateScale),
                decimal(sums.crossProducts(), scale + covariateScale));
    }

    /** Returns the sums over the units of both, which have none in common. */
    public MetricSummary plus(MetricSummary other) {
        return new MetricSummary(
                Math.addExact(units, other.units),
                Math.addExact(nonzero, other.nonzero),
                Math.addExact(capped, other.capped),
                sum.add(other.sum),
                squares.add(other.squares),
                cubes.add(other.cubes),
                covariateSum.add(other.covariateSum),
                covariateSquares.add(other.covariateSquares),
                crossProducts.add(other.crossProducts));
    }

    /** Returns the sums with the covariate in the place of the metric; what is not kept of it stays zero. */
    MetricSummary ofCovariate() {
        return new MetricSummary(
                units,
                0,
                0,
                covariateSum,
                covariateSquares,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    /** Returns the mean of y; needs a unit. */
    Rational mean() {
        return Rational.of(sum).dividedBy(units);
    }

    /** Returns the mean of x; needs a unit. */
    Rational covariateMean() {
        return Rational.of(covariateSum).dividedBy(units);
    }

    /** Returns the sum of (y − mean)²; needs a unit. */
    Rational deviationSquares() {
        return centred(sum, sum, squares);
    }

    /** Returns the sum of (x − mean)²; needs a unit. */
    Rational covariateDeviationSquares() {
        return centred(covariateSum, covariateSum, covariateSquares);
    }

    /** Returns the sum of (x − mean)·(y − mean); needs a unit. */
    Rational deviationProducts() {
        return centred(sum, covariateSum, crossProducts);
    }

    /** Returns the third central moment with 1/n; needs a unit. */
    Rational thirdCentralMoment() {
        Rational mean = mean();
        return Rational.of(cubes)
                .dividedBy(units)
                .minus(mean.times(Rational.of(squares).dividedBy(units)).times(3))
                .plus(mean.squared().times(mean).times(2));
    }

    /** Returns n·Σab − Σa·Σb over n. */
    private Rational centred(BigDecimal a, BigDecimal b, BigDecimal products) {
        BigDecimal exact = products.multiply(BigDecimal.valueOf(units)).subtract(a.multiply(b));
        return Rational.of(exact).dividedBy(units);
    }

    private static void requirePossible(String name, long units, BigDecimal sum, BigDecimal squares) {
        BigDecimal spread = squares.multiply(BigDecimal.valueOf(units)).subtract(sum.multiply(sum));
        boolean emptyButNotZero = units == 0 && (sum.signum() != 0 || squares.signum() != 0);
        if (spread.signum() < 0 || emptyButNotZero) {
            throw new IllegalArgumentException("impossible sums of " + name + ": units " + units + ", sum "
                    + sum.toPlainString() + ", sum of squares " + squares.toPlainString());
        }
    }

    private static BigDecimal decimal(BigInteger steps, int scale) {
        return new BigDecimal(steps, scale).stripTrailingZeros();
    }
}
