package io.exposures.joiner.topology;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.BoundMetric;
import io.exposures.joiner.join.Measures;
import io.exposures.joiner.stats.Level;
import io.exposures.joiner.stats.MetricRule;
import io.exposures.joiner.stats.Transform;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored form of what an experiment is bound to. */
final class DefinitionCodec {

    private DefinitionCodec() {}

    static void encode(StateWriter out, BoundDefinition definition) {
        out.number(definition.version())
                .number(definition.window())
                .texts(definition.armParams())
                .number(definition.start())
                .number(definition.end());
        encode(out, definition.measures());
    }

    static BoundDefinition decode(StateReader in) {
        return new BoundDefinition(in.size(), in.number(), in.texts(), in.number(), in.number(), decodeMeasures(in));
    }

    private static void encode(StateWriter out, Measures measures) {
        out.number(measures.epochs().size());
        measures.epochs().forEach(out::number);
        out.number(measures.metrics().size());
        measures.metrics().forEach(metric -> encode(out, metric));
        out.number(measures.lookback())
                .real(measures.level().alpha())
                .real(measures.level().tuningUnits());
    }

    private static Measures decodeMeasures(StateReader in) {
        int epochCount = in.size();
        List<Long> epochs = new ArrayList<>();
        for (int i = 0; i < epochCount; i++) {
            epochs.add(in.number());
        }
        int metricCount = in.size();
        List<BoundMetric> metrics = new ArrayList<>();
        for (int i = 0; i < metricCount; i++) {
            metrics.add(decodeMetric(in));
        }
        return new Measures(epochs, metrics, in.size(), new Level(in.real(), in.real()));
    }

    private static void encode(StateWriter out, BoundMetric metric) {
        out.text(metric.name()).text(metric.event());
        out.texts(metric.denominator() == null ? List.of() : List.of(metric.denominator()));
        out.text(metric.rule().transform().name()).number(metric.rule().scale());
        encode(out, metric.rule().capLow());
        encode(out, metric.rule().capHigh());
        out.number(metric.lookback());
    }

    private static BoundMetric decodeMetric(StateReader in) {
        String name = in.text();
        String event = in.text();
        List<String> denominator = in.texts();
        MetricRule rule =
                new MetricRule(Transform.valueOf(in.text()), in.size(), decodeOptional(in), decodeOptional(in));
        return new BoundMetric(name, event, denominator.isEmpty() ? null : denominator.get(0), rule, in.size());
    }

    private static void encode(StateWriter out, @Nullable Long number) {
        out.number(number == null ? 0 : 1);
        if (number != null) {
            out.number(number);
        }
    }

    private static @Nullable Long decodeOptional(StateReader in) {
        return in.number() == 0 ? null : (Long) in.number();
    }
}
