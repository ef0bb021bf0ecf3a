package io.exposures.joiner.definitions;

import io.exposures.joiner.join.BoundMetric;
import io.exposures.joiner.join.Measures;
import io.exposures.joiner.stats.Level;
import io.exposures.joiner.stats.MetricRule;
import io.exposures.joiner.stats.Transform;
import io.exposures.records.AllocationEpoch;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.MetricDefinition;
import io.exposures.records.Role;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a definition says about numbers: from its record to the form that is bound, and back. */
final class MeasureRecords {

    private MeasureRecords() {}

    /**
     * What is bound of a definition.
     *
     * @throws IllegalArgumentException if it contradicts itself; the message names what is wrong
     */
    static Measures bind(ExperimentDefinition definition) {
        return new Measures(
                epochs(definition),
                definition.getMetrics().stream().map(MeasureRecords::metric).toList(),
                Measures.DEFAULT_LOOKBACK,
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

    /** The allocation epochs, without shares: they are not bound. */
    static List<AllocationEpoch> epochs(Measures measures) {
        if (measures.epochs().isEmpty()) {
            return List.of();
        }
        List<AllocationEpoch> epochs = new ArrayList<>();
        epochs.add(new AllocationEpoch(Instant.EPOCH, Map.of()));
        measures.epochs()
                .forEach(start -> epochs.add(new AllocationEpoch(Instant.ofEpochMilli(start / 1000), Map.of())));
        return epochs;
    }

    /** The metrics; their roles are not bound, so the same is set for all. */
    static List<MetricDefinition> metrics(Measures measures) {
        return measures.metrics().stream().map(MeasureRecords::toRecord).toList();
    }

    private static MetricDefinition toRecord(BoundMetric metric) {
        return MetricDefinition.newBuilder()
                .setName(metric.name())
                .setEvent(metric.event())
                .setTransform(recordTransform(metric))
                .setDenominator(metric.denominator())
                .setScale(metric.scale())
                .setCapLow(cap(metric.rule().capLow(), metric.scale()))
                .setCapHigh(cap(metric.rule().capHigh(), metric.scale()))
                .setLookbackDays(metric.lookback())
                .setRole(Role.SECONDARY)
                .build();
    }

    private static io.exposures.records.Transform recordTransform(BoundMetric metric) {
        if (metric.denominator() != null) {
            return io.exposures.records.Transform.RATIO;
        }
        return switch (metric.rule().transform()) {
            case SUM -> io.exposures.records.Transform.SUM;
            case COUNT -> io.exposures.records.Transform.COUNT;
            case BINARY -> io.exposures.records.Transform.ANY;
        };
    }

    private static @Nullable String cap(@Nullable Long steps, int scale) {
        return steps == null
                ? null
                : BigDecimal.valueOf(steps, scale).stripTrailingZeros().toPlainString();
    }
}
