package io.exposures.joiner.join;

import java.math.BigInteger;

/**
 * What outcomes of one kind add up to: how many they are, and the exact sum of their values in steps.
 *
 * <p>The sum has 128 bits, which no unit's outcomes can overflow: so no order of adding and taking back matters, and
 * nothing has to be refused half-way.
 *
 * @param count how many outcomes
 * @param high upper 64 bits of the sum in two's complement
 * @param low lower 64 bits of the sum
 */
public record Total(long count, long high, long low) {

    /** No outcomes. */
    public static final Total NONE = new Total(0, 0, 0);

    Total plus(long steps) {
        return add(1, steps >> 63, steps);
    }

    Total minus(long steps) {
        return add(-1, -steps >> 63, -steps);
    }

    Total plus(Total other) {
        return add(other.count, other.high, other.low);
    }

    private Total add(long outcomes, long addedHigh, long addedLow) {
        long sum = low + addedLow;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new Total(count + outcomes, high + addedHigh + carry, sum);
    }

    /** Whether the sum fits a {@code long} that can be negated. */
    boolean fitsLong() {
        return high == low >> 63 && low != Long.MIN_VALUE;
    }

    /** The sum; the nearest {@code long} that can be negated if it does not fit. */
    long steps() {
        if (fitsLong()) {
            return low;
        }
        return high < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
    }

    /** The sum in steps, exact. */
    public BigInteger sum() {
        BigInteger lower = BigInteger.valueOf(low);
        if (fitsLong()) {
            return lower;
        }
        BigInteger unsigned = low < 0 ? lower.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : lower;
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsigned);
    }

    /** Compared several times a record; the generated method is a chain of handles that is not always inlined. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Total that && count == that.count && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(count) + Long.hashCode(high)) + Long.hashCode(low);
    }
}
