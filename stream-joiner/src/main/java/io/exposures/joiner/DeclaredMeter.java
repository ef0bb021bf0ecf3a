package io.exposures.joiner;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A metric as declared in {@link MeterTable}.
 *
 * @param id its name, which does not change between releases
 * @param unit unit of its values; empty for plain numbers
 * @param tags names of its tags, in the order in which values are given
 * @param meaning what it says, as a sentence
 */
record DeclaredMeter(String id, String unit, List<String> tags, String meaning) {

    DeclaredMeter {
        tags = List.copyOf(tags);
    }

    Timer timer(MeterRegistry registry, String... values) {
        return Timer.builder(id).description(meaning).tags(tags(values)).register(registry);
    }

    <T> void gauge(MeterRegistry registry, T source, ToDoubleFunction<T> value) {
        Gauge.builder(id, source, value)
                .description(meaning)
                .baseUnit(baseUnit())
                .register(registry);
    }

    <T> void counter(MeterRegistry registry, T source, ToDoubleFunction<T> count, String... values) {
        FunctionCounter.builder(id, source, count)
                .tags(tags(values))
                .description(meaning)
                .baseUnit(baseUnit())
                .register(registry);
    }

    MultiGauge gauges(MeterRegistry registry) {
        return MultiGauge.builder(id).description(meaning).baseUnit(baseUnit()).register(registry);
    }

    MultiGauge.Row<Number> row(Number value, String... values) {
        return MultiGauge.Row.of(tags(values), value);
    }

    private Tags tags(String... values) {
        if (values.length != tags.size()) {
            throw new IllegalArgumentException(id + ": expected values of the tags " + tags + ", got " + values.length);
        }
        List<Tag> pairs = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            pairs.add(Tag.of(tags.get(i), values[i]));
        }
        return Tags.of(pairs);
    }

    private @Nullable String baseUnit() {
        return unit.isEmpty() ? null : unit;
    }
}
