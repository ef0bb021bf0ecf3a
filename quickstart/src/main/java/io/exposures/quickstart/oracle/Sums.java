package io.exposures.quickstart.oracle;

import java.math.BigDecimal;

/**
 * One metric over the units of an arm. Units without an outcome of it count as zero and appear in no field.
 *
 * @param units units with at least one outcome
 * @param nonzero units whose total is not zero
 * @param count outcomes
 * @param sum sum of the totals, exact, without trailing zeros
 * @param sumOfSquares sum of the squared totals, exact, without trailing zeros
 */
public record Sums(long units, long nonzero, long count, BigDecimal sum, BigDecimal sumOfSquares) {

    static final Sums NONE = new Sums(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

    public Sums {
        sum = sum.stripTrailingZeros();
        sumOfSquares = sumOfSquares.stripTrailingZeros();
    }

    Sums plus(Total unit) {
        return new Sums(
                units + 1,
                nonzero + unit.sum().abs().signum(),
                count + unit.count(),
                sum.add(unit.sum()),
                sumOfSquares.add(unit.sum().multiply(unit.sum())));
    }
}
