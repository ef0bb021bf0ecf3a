package io.exposures.joiner.join;

import io.exposures.joiner.stats.Quantiser;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Values as whole numbers of steps. Addition of whole numbers is associative, so that any order of records, any
 * retraction and any replay give the same bits.
 */
public final class ScaledValue {

    /** Decimal places that are kept where no metric says otherwise, and of daily totals. */
    public static final int SCALE = Quantiser.DEFAULT_SCALE;

    /** Greatest absolute value that is accepted. */
    public static final double LIMIT = 1e12;

    private ScaledValue() {}

    /**
     * The nearest whole number of steps to the exact binary value, ties to even; the greatest {@code long} when the scale
     * is too fine for the value.
     *
     * @param value finite, at most {@link #LIMIT} in absolute value
     * @param scale decimals, 0 to 12
     */
    static long steps(double value, int scale) {
        Quantiser quantiser = new Quantiser(scale);
        if (quantiser.rejection(value) == null) {
            return quantiser.steps(value);
        }
        return value > 0 ? Long.MAX_VALUE : -Long.MAX_VALUE;
    }

    /** A sum of steps as the decimal number it stands for. */
    public static BigDecimal toDecimal(BigInteger steps, int scale) {
        return new BigDecimal(steps, scale);
    }
}
