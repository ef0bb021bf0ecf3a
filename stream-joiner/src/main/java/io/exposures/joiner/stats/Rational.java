package io.exposures.joiner.stats;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact fraction.
 *
 * <p>Differences of nearly equal numbers (n·Σy² − (Σy)², one mean minus another) are formed with it and rounded once.
 * It is not kept in lowest terms: finding common divisors costs more than the short chains of operations here gain.
 */
final class Rational {
    static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);

    private final BigInteger numerator;
    private final BigInteger denominator;

    private Rational(BigInteger numerator, BigInteger denominator) {
        this.numerator = numerator;
        this.denominator = denominator;
    }

    static Rational of(BigDecimal value) {
        BigInteger unscaled = value.unscaledValue();
        BigInteger power = BigInteger.TEN.pow(Math.abs(value.scale()));
        return value.scale() >= 0
                ? new Rational(unscaled, power)
                : new Rational(unscaled.multiply(power), BigInteger.ONE);
    }

    static Rational of(Dyadic value) {
        return value.exponent() >= 0
                ? new Rational(value.mantissa().shiftLeft(value.exponent()), BigInteger.ONE)
                : new Rational(value.mantissa(), BigInteger.ONE.shiftLeft(-value.exponent()));
    }

    static Rational of(long value) {
        return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    static Rational of(long numerator, long denominator) {
        return of(numerator).dividedBy(denominator);
    }

    Rational plus(Rational other) {
        if (denominator.equals(other.denominator)) {
            return new Rational(numerator.add(other.numerator), denominator);
        }
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Rational minus(Rational other) {
        return plus(other.negate());
    }

    Rational times(Rational other) {
        return new Rational(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Rational times(long factor) {
        return new Rational(numerator.multiply(BigInteger.valueOf(factor)), denominator);
    }

    Rational squared() {
        return times(this);
    }

    Rational dividedBy(Rational divisor) {
        if (divisor.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        BigInteger sign = BigInteger.valueOf(divisor.signum());
        return new Rational(
                numerator.multiply(divisor.denominator).multiply(sign),
                denominator.multiply(divisor.numerator).multiply(sign));
    }

    Rational dividedBy(long divisor) {
        if (divisor <= 0) {
            throw new ArithmeticException("divisor must be positive, was " + divisor);
        }
        return new Rational(numerator, denominator.multiply(BigInteger.valueOf(divisor)));
    }

    Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    Rational abs() {
        return signum() < 0 ? negate() : this;
    }

    int signum() {
        return numerator.signum();
    }

    boolean isZero() {
        return signum() == 0;
    }

    boolean isLessThan(Rational other) {
        return minus(other).signum() < 0;
    }

    /** Returns the same value in lowest terms. */
    Rational reduced() {
        BigInteger divisor = numerator.gcd(denominator);
        return new Rational(numerator.divide(divisor), denominator.divide(divisor));
    }

    /** Returns the number of bits that numerator and denominator take together. */
    int bits() {
        return numerator.bitLength() + denominator.bitLength();
    }

    /** Returns the nearest double. */
    double toDouble() {
        return rounded(Dyadic.VISIBLE_BITS).toDouble();
    }

    /** Returns the leading bits of the value. Equal values have equal leading bits, however the fractions are written. */
    Dyadic rounded(int bits) {
        int shift = bits + denominator.bitLength() - numerator.bitLength();
        BigInteger dividend = numerator.abs().shiftLeft(Math.max(shift, 0));
        BigInteger quotient = dividend.divide(denominator.shiftLeft(Math.max(-shift, 0)));
        int excess = Math.max(quotient.bitLength() - bits, 0);
        BigInteger leading = quotient.shiftRight(excess);
        return new Dyadic(signum() < 0 ? leading.negate() : leading, excess - shift);
    }

    /** Returns the value rounded to the digits of the context. */
    BigDecimal toDecimal(MathContext digits) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), digits);
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
