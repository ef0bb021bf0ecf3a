package io.exposures.joiner.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A metric of the stream vectors.
 *
 * @param name name of the metric
 * @param event name of the events it is made of
 * @param window when they count
 * @param rule what is made of them
 */
record ReplayMetric(String name, String event, AnalysisWindow window, MetricRule rule) {
    static final Quantiser QUANTISER = new Quantiser(VectorInput.SCALE);

    private static final int MICROS = 1000;

    static ReplayMetric of(JsonNode metric) {
        return new ReplayMetric(
                metric.get("name").textValue(),
                metric.get("event").textValue(),
                new AnalysisWindow(
                        metric.get("window_ms").longValue() * MICROS,
                        metric.get("lookback_days").intValue()),
                new MetricRule(
                        Transform.valueOf(metric.get("kind").textValue().toUpperCase(Locale.ROOT)),
                        VectorInput.SCALE,
                        cap(metric.get("cap_lo")),
                        cap(metric.get("cap_hi"))));
    }

    UnitContribution contribution(ReplayUnit unit, String experiment) {
        long exposed = unit.firstExposure(experiment) * MICROS;
        return rule.contribution(
                total(unit, time -> window.isOutcome(exposed, time)),
                total(unit, time -> window.isCovariate(exposed, time)));
    }

    boolean isMatured(ReplayUnit unit, String experiment, long finalityMillis) {
        return window.isMatured(unit.firstExposure(experiment) * MICROS, finalityMillis * MICROS);
    }

    private UnitTotal total(ReplayUnit unit, LongPredicate counts) {
        return unit.events(event)
                .filter(packet -> counts.test(packet.get("ts").longValue() * MICROS))
                .map(packet ->
                        new UnitTotal(1, QUANTISER.steps(packet.get("value").asDouble())))
                .reduce(UnitTotal.NONE, UnitTotal::plus);
    }

    private static @Nullable Long cap(JsonNode cap) {
        return cap.isNull() ? null : VectorInput.steps(cap.textValue());
    }
}
