package io.exposures.joiner.join;

import java.math.BigInteger;

/**
 * What one unit's exposed outcomes of one metric add up to.
 *
 * @param count how many outcomes
 * @param sum their values in millionths, exact
 */
public record Total(long count, BigInteger sum) {

    static final Total NONE = new Total(0, BigInteger.ZERO);

    Total plus(BigInteger value) {
        return new Total(count + 1, sum.add(value));
    }

    Total minus(BigInteger value) {
        return new Total(count - 1, sum.subtract(value));
    }
}
