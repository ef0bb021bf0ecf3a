package io.exposures.joiner.join;

import io.exposures.joiner.stats.MetricRule;
import io.exposures.joiner.stats.Quantiser;
import io.exposures.joiner.stats.Transform;
import io.exposures.joiner.stats.UnitContribution;
import io.exposures.joiner.stats.UnitTotal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one metric from a unit's totals.
 *
 * <p>Totals beyond 64 bits count as the greatest value that fits, and as capped: a function of the total alone, so that
 * it comes and goes with the outcomes that caused it.
 */
final class MetricReading {

    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final String name;
    private final MetricRule rule;
    private final Series outcomes;
    private final @Nullable Series covariate;
    private final @Nullable Series denominator;
    private final long mostOutcomes;
    private final UnitContribution ofNothing;

    MetricReading(BoundMetric metric) {
        name = metric.name();
        rule = metric.rule();
        outcomes = Series.ofWindow(metric.event(), metric.scale());
        String divisor = metric.denominator();
        denominator = divisor == null ? null : Series.ofWindow(divisor, metric.scale());
        covariate = divisor != null || metric.lookback() == 0 ? null : Series.ofDays(metric.event(), metric.lookback());
        mostOutcomes = Long.MAX_VALUE / new Quantiser(metric.scale()).one();
        ofNothing = contribution(Total.NONE, Total.NONE);
    }

    String name() {
        return name;
    }

    int scale() {
        return rule.scale();
    }

    /** The series that the metric is read from. */
    List<Series> series() {
        List<Series> series = new ArrayList<>(List.of(outcomes));
        if (covariate != null) {
            series.add(covariate);
        }
        if (denominator != null) {
            series.add(denominator);
        }
        return series;
    }

    /** What a unit without any outcome adds; only caps that exclude 0 make it other than nothing. */
    UnitContribution ofNothing() {
        return ofNothing;
    }

    /** What a unit adds beyond {@link #ofNothing}; null when it has nothing. */
    @Nullable
    UnitShare share(Totals totals) {
        Total y = totals.of(outcomes);
        Total x = second(totals);
        return y.count() == 0 && x.count() == 0 ? null : new UnitShare(y.count(), contribution(y, x));
    }

    private Total second(Totals totals) {
        if (denominator != null) {
            return totals.of(denominator);
        }
        return covariate == null ? Total.NONE : totals.of(covariate);
    }

    private UnitContribution contribution(Total y, Total x) {
        boolean cut = rule.transform() == Transform.SUM && !y.fitsLong();
        if (denominator != null) {
            UnitContribution numerator = rule.contribution(unitTotal(y.count(), y.steps()), UnitTotal.NONE);
            return new UnitContribution(numerator.y(), x.steps(), numerator.capped() || cut);
        }
        UnitContribution both = rule.contribution(unitTotal(y.count(), y.steps()), unitTotal(x.count(), rescaled(x)));
        return cut ? new UnitContribution(both.y(), both.x(), true) : both;
    }

    private UnitTotal unitTotal(long count, long steps) {
        return new UnitTotal(Math.min(count, mostOutcomes), steps);
    }

    /** Daily totals are kept in millionths. */
    private long rescaled(Total total) {
        if (rule.scale() == ScaledValue.SCALE) {
            return total.steps();
        }
        return ScaledValue.toDecimal(total.sum(), ScaledValue.SCALE)
                .setScale(rule.scale(), RoundingMode.HALF_EVEN)
                .unscaledValue()
                .min(GREATEST)
                .max(GREATEST.negate())
                .longValueExact();
    }
}
