package io.exposures.joiner.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Turns doubles into whole steps of 10<sup>-scale</sup>.
 *
 * <p>Sums of integers are exact, so any order of records, any number of retractions and a replay give the same bits;
 * sums of doubles do not. Rounding is half to even and looks at the exact binary value of the double, not at its
 * shortest decimal text: 2.5e-6 lies above the tie in binary and becomes 3 steps at scale 6.
 *
 * @param scale decimals kept, 0 to 12
 */
public record Quantiser(int scale) {
    /** Decimals kept by a metric that does not say otherwise. */
    public static final int DEFAULT_SCALE = 6;

    private static final int MAX_SCALE = 12;
    private static final double MAX_VALUE = 1e12;
    /** Below this, a double is still fine enough to tell on which side of a half it lies. */
    private static final double FRACTIONS_BELOW = 0x1p51;

    /** Checks the scale. */
    public Quantiser {
        if (scale < 0 || scale > MAX_SCALE) {
            throw new IllegalArgumentException("scale must be 0 to " + MAX_SCALE + ", was " + scale);
        }
    }

    /** Returns why the value is refused, or null when {@link #steps} accepts it. */
    public @Nullable Rejection rejection(double value) {
        if (!Double.isFinite(value)) {
            return Rejection.NOT_FINITE;
        }
        boolean tooLarge = Math.abs(value) > MAX_VALUE || Math.abs(value) * one() >= Long.MAX_VALUE;
        return tooLarge ? Rejection.OUT_OF_RANGE : null;
    }

    /**
     * Returns the value in steps.
     *
     * @throws IllegalArgumentException when {@link #rejection} is not null
     */
    public long steps(double value) {
        Rejection rejection = rejection(value);
        if (rejection != null) {
            throw new IllegalArgumentException("value " + value + " is " + rejection.code());
        }
        double one = one();
        double product = value * one;
        if (Math.abs(product) >= FRACTIONS_BELOW) {
            return new BigDecimal(value)
                    .setScale(scale, RoundingMode.HALF_EVEN)
                    .unscaledValue()
                    .longValueExact();
        }
        return roundHalfEven(product, Math.fma(value, one, -product));
    }

    /** Rounds the exact product, which is the sum of the rounded one and of what rounding cut off. */
    private static long roundHalfEven(double product, double cutOff) {
        long nearest = (long) Math.rint(product);
        double offset = product - nearest;
        boolean odd = (nearest & 1) == 1;
        double up = 0.5 - offset;
        double down = -0.5 - offset;
        if (cutOff > up || (cutOff == up && odd)) {
            return nearest + 1;
        }
        return cutOff < down || (cutOff == down && odd) ? nearest - 1 : nearest;
    }

    /** Returns the number of steps that make 1. */
    public long one() {
        long one = 1;
        for (int i = 0; i < scale; i++) {
            one *= 10;
        }
        return one;
    }
}
