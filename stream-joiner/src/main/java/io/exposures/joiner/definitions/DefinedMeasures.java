package io.exposures.joiner.definitions;

import io.exposures.joiner.join.BoundMetric;
import io.exposures.joiner.join.Measures;
import io.exposures.joiner.stats.Level;
import io.exposures.joiner.stats.MetricRule;
import io.exposures.joiner.stats.Transform;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.MetricDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a definition says about numbers, in the form that is bound. */
final class DefinedMeasures {

    private DefinedMeasures() {}

    /**
     * Reads a definition.
     *
     * @param definition the definition
     * @param lookback days of the covariate of events that are metrics without being listed
     * @throws IllegalArgumentException if it contradicts itself; the message names what is wrong
     */
    static Measures of(ExperimentDefinition definition, int lookback) {
        return new Measures(
                epochs(definition),
                definition.getMetrics().stream().map(DefinedMeasures::metric).toList(),
                lookback,
                new Level(definition.getAlpha(), definition.getNStar()));
    }

    /** The first epoch reaches back to the beginning, whatever its start. */
    private static List<Long> epochs(ExperimentDefinition definition) {
        return definition.getEpochs().stream()
                .skip(1)
                .map(epoch -> Math.multiplyExact(epoch.getStart().toEpochMilli(), 1000L))
                .toList();
    }

    private static BoundMetric metric(MetricDefinition metric) {
        try {
            MetricRule rule = new MetricRule(
                    transform(metric),
                    metric.getScale(),
                    cap(metric.getCapLow(), metric),
                    cap(metric.getCapHigh(), metric));
            return new BoundMetric(
                    metric.getName(), metric.getEvent(), denominator(metric), rule, metric.getLookbackDays());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException("metric " + metric.getName() + ": " + e.getMessage(), e);
        }
    }

    private static Transform transform(MetricDefinition metric) {
        return switch (metric.getTransform()) {
            case SUM, RATIO -> Transform.SUM;
            case COUNT -> Transform.COUNT;
            case ANY -> Transform.BINARY;
        };
    }

    private static @Nullable String denominator(MetricDefinition metric) {
        boolean ratio = metric.getTransform() == io.exposures.records.Transform.RATIO;
        if (ratio != (metric.getDenominator() != null)) {
            throw new IllegalArgumentException("denominator: expected with RATIO, and with nothing else");
        }
        return metric.getDenominator();
    }

    private static @Nullable Long cap(@Nullable String decimal, MetricDefinition metric) {
        return decimal == null
                ? null
                : new BigDecimal(decimal)
                        .setScale(metric.getScale(), RoundingMode.HALF_EVEN)
                        .unscaledValue()
                        .longValueExact();
    }
}
