package io.exposures.joiner.query;

import java.math.BigDecimal;

/**
 * Exact sums of one metric over units. Units without an outcome of the metric count as zero and appear in no field.
 *
 * @param units units with at least one exposed outcome of the metric
 * @param nonzero units whose total is not zero
 * @param count exposed outcomes
 * @param sum sum of the units' totals
 * @param sumOfSquares sum of the squared totals
 */
public record Sums(long units, long nonzero, long count, BigDecimal sum, BigDecimal sumOfSquares) {

    /** Over no units. */
    public static final Sums NONE = new Sums(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

    /** Over the units of both; they must have none in common. */
    public Sums plus(Sums other) {
        return new Sums(
                Math.addExact(units, other.units),
                Math.addExact(nonzero, other.nonzero),
                Math.addExact(count, other.count),
                sum.add(other.sum),
                sumOfSquares.add(other.sumOfSquares));
    }
}
