package io.exposures.quickstart.oracle;

import java.math.BigDecimal;

/**
 * One metric of one unit.
 *
 * @param count outcomes
 * @param sum sum of their values, exact, without trailing zeros
 */
public record Total(long count, BigDecimal sum) {

    public Total {
        sum = sum.stripTrailingZeros();
    }

    Total plus(Total other) {
        return new Total(count + other.count, sum.add(other.sum));
    }
}
