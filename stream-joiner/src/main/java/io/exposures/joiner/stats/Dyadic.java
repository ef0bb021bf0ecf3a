package io.exposures.joiner.stats;

import java.math.BigInteger;

/**
 * A whole number times a power of two: sums and products are exact and cheap, quotients are rounded to doubles.
 *
 * @param mantissa the whole number
 * @param exponent the power of two
 */
record Dyadic(BigInteger mantissa, int exponent) {
    /** Bits that a double could see, and as many again. */
    static final int VISIBLE_BITS = 128;

    /** Returns the exact value of a finite double. */
    static Dyadic of(double value) {
        int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - 52;
        long mantissa = (long) Math.scalb(value, -exponent);
        return new Dyadic(BigInteger.valueOf(mantissa), exponent);
    }

    Dyadic plus(Dyadic other) {
        int lowest = Math.min(exponent, other.exponent);
        return new Dyadic(shifted(exponent - lowest).add(other.shifted(other.exponent - lowest)), lowest);
    }

    Dyadic minus(Dyadic other) {
        return plus(new Dyadic(other.mantissa.negate(), other.exponent));
    }

    Dyadic times(Dyadic other) {
        return new Dyadic(mantissa.multiply(other.mantissa), exponent + other.exponent);
    }

    Dyadic doubled() {
        return new Dyadic(mantissa, exponent + 1);
    }

    Dyadic squared() {
        return times(this);
    }

    int signum() {
        return mantissa.signum();
    }

    /** Returns the nearest double. */
    double toDouble() {
        int excess = Math.max(mantissa.bitLength() - VISIBLE_BITS, 0);
        return Math.scalb(mantissa.shiftRight(excess).doubleValue(), exponent + excess);
    }

    /** Returns this over a divisor that is not zero, rounded once. */
    double dividedBy(Dyadic divisor) {
        int shift = VISIBLE_BITS + divisor.mantissa.bitLength() - mantissa.bitLength();
        BigInteger quotient = mantissa.shiftLeft(Math.max(shift, 0)).divide(divisor.shifted(Math.max(-shift, 0)));
        return new Dyadic(quotient, exponent - divisor.exponent - shift).toDouble();
    }

    private BigInteger shifted(int bits) {
        return mantissa.shiftLeft(bits);
    }
}
