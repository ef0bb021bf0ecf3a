package io.exposures.joiner.stats;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One arm's estimate of a metric with its variance, both exact inside; or the reason why there is none.
 *
 * <p>It also keeps the unadjusted mean that a lift is relative to, which differs from the estimate only when a
 * covariate is used.
 */
public final class ArmEstimate {
    private final long units;
    private final @Nullable Reason reason;
    private final @Nullable Rational value;
    private final @Nullable Spread spread;
    private final @Nullable Rational unadjusted;

    private ArmEstimate(
            long units,
            @Nullable Reason reason,
            @Nullable Rational value,
            @Nullable Spread spread,
            @Nullable Rational unadjusted) {
        this.units = units;
        this.reason = reason;
        this.value = value;
        this.spread = spread;
        this.unadjusted = unadjusted;
    }

    /**
     * How far an estimate may be off.
     *
     * @param variance variance of the estimate
     * @param unadjusted variance of the estimate without covariate
     * @param covariance covariance of the two
     */
    record Spread(Rational variance, Rational unadjusted, Rational covariance) {
        static Spread of(Rational variance) {
            return new Spread(variance, variance, variance);
        }
    }

    static ArmEstimate missing(long units, Reason reason) {
        return new ArmEstimate(units, reason, null, null, null);
    }

    static ArmEstimate of(long units, Rational value, @Nullable Spread spread) {
        return of(units, value, spread, value);
    }

    static ArmEstimate of(long units, Rational value, @Nullable Spread spread, Rational unadjusted) {
        return new ArmEstimate(units, spread == null ? Reason.INSUFFICIENT_N : null, value, spread, unadjusted);
    }

    /** Returns the number of units it is made from. */
    public long units() {
        return units;
    }

    /** Returns the estimate, or null with a {@link #reason}. */
    public @Nullable Double value() {
        return value == null ? null : value.toDouble();
    }

    /** Returns the standard error of the estimate, or null with a {@link #reason}. */
    public @Nullable Double standardError() {
        return spread == null ? null : Math.sqrt(spread.variance().toDouble());
    }

    /** Returns why the estimate or its standard error is missing, null when both are there. */
    public @Nullable Reason reason() {
        return reason;
    }

    boolean hasValue() {
        return value != null;
    }

    Rational exactValue() {
        return Objects.requireNonNull(value, "estimate is missing");
    }

    Spread spread() {
        return Objects.requireNonNull(spread, "spread is missing");
    }

    Rational unadjusted() {
        return Objects.requireNonNull(unadjusted, "estimate is missing");
    }
}
