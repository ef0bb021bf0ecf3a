package io.exposures.assignment.values;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The shortest decimal that reads back as a given double; among equally short ones the closest to the exact value.
 * The number is {@code 0.d1d2...dn * 10^point}, with a minus sign if negative.
 *
 * <p>{@link Double#toString(double)} is not used: before Java 19 it does not always give the shortest digits, and later
 * it still gives two digits for some subnormal numbers where one is enough.
 *
 * @param negative whether the number has a minus sign; also true for -0.0
 * @param digits significant decimal digits without trailing zeros; {@code "0"} for zero
 * @param point position of the decimal point relative to the first digit; 1 for zero
 */
public record ShortestDecimal(boolean negative, String digits, int point) {

    /** Decimals of up to this many digits belong to distinct doubles, unless these are subnormal. */
    private static final int DISTINCT_DIGITS = 15;

    /** This many digits always identify a double. */
    private static final int SUFFICIENT_DIGITS = 17;

    /**
     * Finds the shortest decimal.
     *
     * @throws IllegalArgumentException if the value is not a number or infinite
     */
    public static ShortestDecimal of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("expected a finite number, got " + value);
        }
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        double magnitude = Math.abs(value);
        return magnitude == 0 ? new ShortestDecimal(negative, "0", 1) : of(negative, magnitude);
    }

    private static ShortestDecimal of(boolean negative, double magnitude) {
        BigDecimal shortest = shortest(magnitude).stripTrailingZeros();
        return new ShortestDecimal(
                negative, shortest.unscaledValue().toString(), shortest.precision() - shortest.scale());
    }

    private static BigDecimal shortest(double magnitude) {
        BigDecimal exact = new BigDecimal(magnitude);
        int first = magnitude < Double.MIN_NORMAL ? 1 : DISTINCT_DIGITS;
        for (int precision = first; precision < SUFFICIENT_DIGITS; precision++) {
            BigDecimal found = closest(exact, magnitude, precision);
            if (found != null) {
                return found;
            }
        }
        return exact.round(new MathContext(SUFFICIENT_DIGITS, RoundingMode.HALF_EVEN));
    }

    /** Both neighbours are tried: the farther one may read back where the nearer one belongs to another double. */
    private static @Nullable BigDecimal closest(BigDecimal exact, double magnitude, int precision) {
        BigDecimal below = exact.round(new MathContext(precision, RoundingMode.DOWN));
        BigDecimal above = exact.round(new MathContext(precision, RoundingMode.UP));
        boolean belowReadsBack = readsBack(below, magnitude);
        boolean aboveReadsBack = readsBack(above, magnitude);
        if (belowReadsBack && aboveReadsBack) {
            return exact.subtract(below).compareTo(above.subtract(exact)) <= 0 ? below : above;
        }
        return belowReadsBack ? below : aboveReadsBack ? above : null;
    }

    private static boolean readsBack(BigDecimal candidate, double magnitude) {
        return Double.parseDouble(candidate.toString()) == magnitude;
    }
}
