package io.exposures.joiner.stats;

import io.exposures.joiner.stats.ArmEstimate.Spread;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Variance reduction with a covariate from before the experiment (CUPED): one slope θ for the whole experiment, pooled
 * within arms so that it does not absorb the effect. An arm's adjusted mean is ȳ − θ·(x̄ − x̄ of all arms).
 *
 * <p>Source: Deng, Xu, Kohavi, Walker, Improving the sensitivity of online controlled experiments by utilizing
 * pre-experiment data, WSDM 2013.
 */
public final class CovariateAdjustment implements Estimator {
    /** A residual variance below this share of the variance of y is rounding of the data, and counts as zero. */
    private static final long NEGLIGIBLE_SHARE = 1_000_000_000_000L;

    /**
     * Exact cancellation (x proportional to y) happens with simple slopes only. Others are rounded to digits far beyond
     * any use, or the fractions would grow with the number of arms.
     */
    private static final int SIMPLE_BITS = 1024;

    private static final MathContext SLOPE_DIGITS = new MathContext(100);

    private final Rational slope;
    private final @Nullable Rational overallCovariateMean;
    private final @Nullable Reason reason;

    private CovariateAdjustment(Rational slope, @Nullable Rational overallCovariateMean, @Nullable Reason reason) {
        this.slope = slope;
        this.overallCovariateMean = overallCovariateMean;
        this.reason = reason;
    }

    /**
     * Computes the slope.
     *
     * @param cells every arm of the experiment; with several allocation epochs, every arm of every epoch
     */
    public static CovariateAdjustment pooled(Collection<MetricSummary> cells) {
        Rational products = Rational.ZERO;
        Rational squares = Rational.ZERO;
        BigDecimal covariate = BigDecimal.ZERO;
        long units = 0;
        for (MetricSummary cell : cells) {
            if (cell.units() > 0) {
                products = products.plus(cell.deviationProducts());
                squares = squares.plus(cell.covariateDeviationSquares());
                covariate = covariate.add(cell.covariateSum());
                units += cell.units();
            }
        }
        Rational mean = units == 0 ? null : Rational.of(covariate).dividedBy(units);
        return squares.isZero()
                ? new CovariateAdjustment(Rational.ZERO, mean, Reason.NO_COVARIATE_VARIANCE)
                : new CovariateAdjustment(compact(products.dividedBy(squares)), mean, null);
    }

    /** Returns θ; 0 when the covariate does not vary. */
    public double theta() {
        return slope.toDouble();
    }

    /** Returns why θ is 0 by definition, or null. */
    public @Nullable Reason reason() {
        return reason;
    }

    @Override
    public ArmEstimate estimate(MetricSummary arm) {
        long n = arm.units();
        if (n == 0 || overallCovariateMean == null) {
            return ArmEstimate.missing(n, Reason.NO_UNITS);
        }
        Rational mean = arm.mean();
        Rational adjusted = mean.minus(slope.times(arm.covariateMean().minus(overallCovariateMean)));
        return ArmEstimate.of(n, adjusted, n == 1 ? null : spread(arm), mean);
    }

    private Spread spread(MetricSummary arm) {
        Rational squares = arm.deviationSquares();
        Rational explained = slope.times(arm.deviationProducts());
        Rational residual =
                squares.minus(explained.times(2)).plus(slope.squared().times(arm.covariateDeviationSquares()));
        boolean negligible = residual.times(NEGLIGIBLE_SHARE).isLessThan(squares);
        return new Spread(
                perUnit(negligible ? Rational.ZERO : residual, arm.units()),
                perUnit(squares, arm.units()),
                perUnit(squares.minus(explained), arm.units()));
    }

    private static Rational perUnit(Rational deviations, long units) {
        return deviations.dividedBy(units - 1).dividedBy(units);
    }

    private static Rational compact(Rational slope) {
        Rational reduced = slope.reduced();
        return reduced.bits() <= SIMPLE_BITS ? reduced : Rational.of(reduced.toDecimal(SLOPE_DIGITS));
    }
}
