package io.exposures.joiner.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * A numerator over a positive denominator, both estimated: which ratios r do the data not reject?
 *
 * <p>Those with (N − rD)² ≤ q·(V_NN − 2r·V_ND + r²·V_DD), a quadratic inequality a·r² − 2b·r + c ≤ 0. Its terms are
 * differences of nearly equal numbers when the denominator is barely known or the interval is narrow, so they are
 * formed in exact decimals, and a bound is rounded once.
 *
 * <p>Source: Fieller, Some problems in interval estimation, JRSS-B 1954.
 *
 * @param numerator N
 * @param denominator D, positive
 * @param numeratorVariance V_NN
 * @param covariance V_ND
 * @param denominatorVariance V_DD
 */
record Fieller(
        BigDecimal numerator,
        BigDecimal denominator,
        BigDecimal numeratorVariance,
        BigDecimal covariance,
        BigDecimal denominatorVariance) {
    /** Enough that rounding to a double afterwards is the only rounding of a bound. */
    private static final MathContext QUOTIENT_DIGITS = MathContext.DECIMAL128;

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    Fieller {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("denominator must be positive, was " + denominator);
        }
    }

    /** The shape of a set of ratios. */
    enum Kind {
        /** An interval. */
        BOUNDED,
        /** Two half-lines. */
        EXCLUSIVE,
        /** All numbers. */
        UNBOUNDED
    }

    /**
     * The ratios that are not rejected.
     *
     * @param kind shape of the set
     * @param interval the set when it is bounded
     */
    record RatioSet(Kind kind, @Nullable Interval interval) {}

    /** Returns the set for a squared multiplier q. */
    RatioSet set(BigDecimal q) {
        BigDecimal a = square(denominator).subtract(q.multiply(denominatorVariance));
        BigDecimal b = numerator.multiply(denominator).subtract(q.multiply(covariance));
        BigDecimal c = square(numerator).subtract(q.multiply(numeratorVariance));
        BigDecimal discriminant = discriminant(q);
        if (a.signum() > 0) {
            return new RatioSet(Kind.BOUNDED, roots(a, b, c, discriminant));
        }
        return new RatioSet(discriminant.signum() > 0 ? Kind.EXCLUSIVE : Kind.UNBOUNDED, null);
    }

    /** Returns the delta-method standard error of N/D. */
    double deltaStandardError() {
        return Math.sqrt(spread().doubleValue()) / square(denominator).doubleValue();
    }

    private static Interval roots(BigDecimal a, BigDecimal b, BigDecimal c, BigDecimal discriminant) {
        // For a > 0 the set contains N/D, so the discriminant is negative by rounding of the inputs only.
        BigDecimal root = new BigDecimal(Math.sqrt(Math.max(0, discriminant.doubleValue())));
        BigDecimal stable = b.signum() < 0 ? b.subtract(root) : b.add(root);
        double first = stable.divide(a, QUOTIENT_DIGITS).doubleValue();
        double second =
                stable.signum() == 0 ? 0 : c.divide(stable, QUOTIENT_DIGITS).doubleValue();
        return new Interval(Math.min(first, second), Math.max(first, second));
    }

    /** Returns b² − ac, in the form that does not cancel. */
    private BigDecimal discriminant(BigDecimal q) {
        BigDecimal determinant = numeratorVariance.multiply(denominatorVariance).subtract(square(covariance));
        return q.multiply(spread()).subtract(square(q).multiply(determinant));
    }

    /** Returns V_NN·D² − 2·V_ND·N·D + V_DD·N². */
    private BigDecimal spread() {
        return numeratorVariance
                .multiply(square(denominator))
                .subtract(TWO.multiply(covariance).multiply(numerator).multiply(denominator))
                .add(denominatorVariance.multiply(square(numerator)));
    }

    private static BigDecimal square(BigDecimal value) {
        return value.multiply(value);
    }
}
