package io.exposures.joiner.join;

import java.math.BigInteger;

/**
 * Hash of a multiset: the sum, modulo 2<sup>128</sup>, of the hashes of its members. Adding and taking away in any order
 * gives the same value as adding up what is left, and two disjoint sets are united by adding their hashes.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record SetHash(long high, long low) {

    /** The empty set. */
    public static final SetHash EMPTY = new SetHash(0, 0);

    private static final int HEX = 16;
    private static final int DIGITS = 32;

    /** The union of two sets. */
    public SetHash plus(SetHash other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new SetHash(high + other.high + carry, sum);
    }

    /** The set without the members of {@code other}. */
    public SetHash minus(SetHash other) {
        long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
        return new SetHash(high - other.high - borrow, low - other.low);
    }

    /**
     * The hash that {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if the text is not one
     */
    public static SetHash parse(String text) {
        if (text.length() != DIGITS || !text.chars().allMatch(c -> Character.digit(c, HEX) >= 0)) {
            throw new IllegalArgumentException("hash: expected " + DIGITS + " hexadecimal digits, got " + text);
        }
        BigInteger value = new BigInteger(text, HEX);
        return new SetHash(value.shiftRight(Long.SIZE).longValue(), value.longValue());
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
