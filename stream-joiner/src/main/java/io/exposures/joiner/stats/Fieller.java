package io.exposures.joiner.stats;

import org.jspecify.annotations.Nullable;

/**
 * A numerator over a positive denominator, both estimated: which ratios r do the data not reject?
 *
 * <p>Those with (N − rD)² ≤ q·(V_NN − 2r·V_ND + r²·V_DD), a quadratic inequality a·r² − 2b·r + c ≤ 0. Its terms are
 * differences of nearly equal numbers when the denominator is barely known or the interval is narrow, so they are
 * formed exactly, and a bound is rounded once.
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
        Dyadic numerator, Dyadic denominator, Dyadic numeratorVariance, Dyadic covariance, Dyadic denominatorVariance) {
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
    RatioSet set(Dyadic q) {
        Dyadic a = denominator.squared().minus(q.times(denominatorVariance));
        Dyadic b = numerator.times(denominator).minus(q.times(covariance));
        Dyadic c = numerator.squared().minus(q.times(numeratorVariance));
        Dyadic discriminant = discriminant(q);
        if (a.signum() > 0) {
            return new RatioSet(Kind.BOUNDED, roots(a, b, c, discriminant.toDouble()));
        }
        return new RatioSet(discriminant.signum() > 0 ? Kind.EXCLUSIVE : Kind.UNBOUNDED, null);
    }

    /** Returns the delta-method standard error of N/D. */
    double deltaStandardError() {
        return Math.sqrt(Math.max(0, spread().toDouble()))
                / denominator.squared().toDouble();
    }

    private static Interval roots(Dyadic a, Dyadic b, Dyadic c, double discriminant) {
        // For a > 0 the set contains N/D, so the discriminant is negative by rounding of the inputs only.
        Dyadic root = Dyadic.of(Math.sqrt(Math.max(0, discriminant)));
        Dyadic stable = b.signum() < 0 ? b.minus(root) : b.plus(root);
        double first = stable.dividedBy(a);
        double second = stable.signum() == 0 ? 0 : c.dividedBy(stable);
        return new Interval(Math.min(first, second), Math.max(first, second));
    }

    /** Returns b² − ac, in the form that does not cancel. */
    private Dyadic discriminant(Dyadic q) {
        Dyadic determinant = numeratorVariance.times(denominatorVariance).minus(covariance.squared());
        return q.times(spread()).minus(q.squared().times(determinant));
    }

    /** Returns V_NN·D² − 2·V_ND·N·D + V_DD·N². */
    private Dyadic spread() {
        return numeratorVariance
                .times(denominator.squared())
                .minus(covariance.times(numerator).times(denominator).doubled())
                .plus(denominatorVariance.times(numerator.squared()));
    }
}
