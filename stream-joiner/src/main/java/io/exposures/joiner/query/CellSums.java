package io.exposures.joiner.query;

import io.exposures.joiner.stats.MetricSummary;
import java.math.BigDecimal;

/**
 * Exact sums of one metric over all units of a slice, but for their number. y is a unit's value; x is its covariate, or
 * the denominator of a ratio.
 *
 * @param nonzero units whose y is not 0
 * @param capped units whose y was changed by a cap
 * @param sum sum of y
 * @param squares sum of y²
 * @param cubes sum of y³
 * @param covariateSum sum of x
 * @param covariateSquares sum of x²
 * @param crossProducts sum of x·y
 */
public record CellSums(
        long nonzero,
        long capped,
        BigDecimal sum,
        BigDecimal squares,
        BigDecimal cubes,
        BigDecimal covariateSum,
        BigDecimal covariateSquares,
        BigDecimal crossProducts) {

    /** Units that have nothing. */
    public static final CellSums NONE = new CellSums(
            0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** Over the units of both; they must have none in common. */
    public CellSums plus(CellSums other) {
        return new CellSums(
                Math.addExact(nonzero, other.nonzero),
                Math.addExact(capped, other.capped),
                sum.add(other.sum),
                squares.add(other.squares),
                cubes.add(other.cubes),
                covariateSum.add(other.covariateSum),
                covariateSquares.add(other.covariateSquares),
                crossProducts.add(other.crossProducts));
    }

    /** With the number of the units, what statistics are computed from. */
    public MetricSummary over(long units) {
        return new MetricSummary(
                units, nonzero, capped, sum, squares, cubes, covariateSum, covariateSquares, crossProducts);
    }
}
