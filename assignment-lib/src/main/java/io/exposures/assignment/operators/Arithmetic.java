package io.exposures.assignment.operators;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.values.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Arithmetic on numbers: exact on integers of any size; with a float among them, in double. A boolean is 1 or 0. */
final class Arithmetic {
    private static final int MOST_BITS = 1 << 16;
    private static final double LARGEST_EXACT = 0x1p53;

    private Arithmetic() {}

    static Object add(Object left, Object right) {
        if (left instanceof Long l && right instanceof Long r) {
            long sum = l + r;
            boolean overflows = ((l ^ sum) & (r ^ sum)) < 0;
            return overflows ? (Object) BigInteger.valueOf(l).add(BigInteger.valueOf(r)) : sum;
        }
        if (left instanceof Double || right instanceof Double) {
            return Values.toDouble(left) + Values.toDouble(right);
        }
        return Values.of(Values.toBigInteger(left).add(Values.toBigInteger(right)));
    }

    static Object multiply(Object left, Object right) {
        if (left instanceof Double || right instanceof Double) {
            return Values.toDouble(left) * Values.toDouble(right);
        }
        if (left instanceof Long l && right instanceof Long r) {
            long high = Math.multiplyHigh(l, r);
            long low = l * r;
            if (high == low >> 63) {
                return low;
            }
        }
        BigInteger l = Values.toBigInteger(left);
        BigInteger r = Values.toBigInteger(right);
        if (l.bitLength() + r.bitLength() > MOST_BITS) {
            throw new AssignmentException("product: the result has more than " + MOST_BITS + " bits");
        }
        return Values.of(l.multiply(r));
    }

    static Object negate(Object number) {
        if (number instanceof Double real) {
            return 0 - real;
        }
        if (number instanceof Long integer && integer != Long.MIN_VALUE) {
            return -integer;
        }
        return Values.of(Values.toBigInteger(number).negate());
    }

    /** The quotient as a float. */
    static Object divide(Object left, Object right) {
        double divisor = Values.toDouble(right);
        if (divisor == 0) {
            throw new AssignmentException("/: division by zero");
        }
        return Values.toDouble(left) / divisor;
    }

    /** The remainder with the sign of the divisor. */
    static Object modulo(Object left, Object right) {
        if (Values.isInteger(left) && Values.isInteger(right)) {
            if (!Values.isTrue(right)) {
                throw new AssignmentException("%: modulo by zero");
            }
            if (left instanceof BigInteger || right instanceof BigInteger) {
                return Values.of(modulo(Values.toBigInteger(left), Values.toBigInteger(right)));
            }
            return Math.floorMod(Values.toLong(left), Values.toLong(right));
        }
        return modulo(Values.toDouble(left), Values.toDouble(right));
    }

    static BigInteger modulo(BigInteger dividend, BigInteger divisor) {
        BigInteger remainder = dividend.mod(divisor.abs());
        return divisor.signum() < 0 && remainder.signum() != 0 ? remainder.add(divisor) : remainder;
    }

    private static double modulo(double dividend, double divisor) {
        if (divisor == 0) {
            throw new AssignmentException("%: modulo by zero");
        }
        double remainder = dividend % divisor;
        if (remainder == 0) {
            return Math.copySign(0.0, divisor);
        }
        return remainder < 0 == divisor < 0 ? remainder : remainder + divisor;
    }

    /** The nearest integer, ties to even. */
    static Object round(Object number) {
        if (!(number instanceof Double real)) {
            return Values.of(Values.toBigInteger(number));
        }
        if (Double.isNaN(real) || Double.isInfinite(real)) {
            throw new AssignmentException("round: " + real + " has no nearest integer");
        }
        if (Math.abs(real) < LARGEST_EXACT) {
            return (long) Math.rint(real);
        }
        return Values.of(
                new BigDecimal(real).setScale(0, RoundingMode.UNNECESSARY).toBigInteger());
    }

    static Object exp(Object number) {
        double exponent = Values.toDouble(number);
        double result = Math.exp(exponent);
        if (Double.isInfinite(result) && !Double.isInfinite(exponent)) {
            throw new AssignmentException("exp: e to the power of " + exponent + " is too large for a float");
        }
        return result;
    }

    static Object squareRoot(Object number) {
        double square = Values.toDouble(number);
        if (square < 0) {
            throw new AssignmentException("sqrt: " + square + " is negative");
        }
        return Math.sqrt(square);
    }
}
