package io.exposures.joiner.join;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Values as whole numbers of millionths. Addition of whole numbers is associative, so that any order of records, any
 * retraction and any replay give the same bits.
 */
public final class ScaledValue {

    /** Decimal places that are kept. */
    public static final int SCALE = 6;

    /** Greatest absolute value that is accepted. */
    public static final double LIMIT = 1e12;

    private static final double EXACT_BELOW = 1e9;

    private ScaledValue() {}

    /**
     * The nearest whole number of millionths to the exact binary value, ties to even.
     *
     * @param value finite, at most {@link #LIMIT} in absolute value
     */
    public static BigInteger of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT_BELOW) {
            return BigInteger.valueOf(((long) value) * 1_000_000L);
        }
        return new BigDecimal(value)
                .movePointRight(SCALE)
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
    }

    /** A sum of scaled values as the decimal number it stands for. */
    public static BigDecimal toDecimal(BigInteger scaled) {
        return new BigDecimal(scaled, SCALE);
    }

    /** A sum of squared scaled values as the decimal number it stands for. */
    public static BigDecimal squareToDecimal(BigInteger scaled) {
        return new BigDecimal(scaled, 2 * SCALE);
    }
}
