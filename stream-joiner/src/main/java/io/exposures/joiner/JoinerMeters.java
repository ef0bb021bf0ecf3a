package io.exposures.joiner;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The table of the joiner's own metrics: name, unit, tags and meaning. Those of the JVM and of Kafka Streams keep the
 * names that Micrometer gives them. Prometheus shows dots as underscores and appends the unit.
 *
 * <p>Metrics of partitions describe the whole pipeline, whichever instance they are read from: take the maximum over
 * instances, not the sum.
 */
enum JoinerMeters {
    HTTP_REQUESTS(
            "exposures.joiner.http.requests",
            "seconds",
            List.of("method", "route", "status"),
            "Time to answer a request."),
    LEDGER_RECORDS(
            "exposures.joiner.ledger.records",
            "records",
            List.of("partition", "topic", "class"),
            "Input records in each class of the ledger; a record may move between classes."),
    LEDGER_CONSUMED(
            "exposures.joiner.ledger.consumed",
            "records",
            List.of("partition", "topic"),
            "Input records consumed; equals the sum over the classes."),
    PARTITION_CLOCK(
            "exposures.joiner.partition.clock",
            "seconds",
            List.of("partition"),
            "Clock of the partition, since 1970: both inputs have been read up to this append time."),
    PARTITION_FRESHNESS(
            "exposures.joiner.partition.freshness",
            "seconds",
            List.of("partition"),
            "Time since the clock of the partition; grows while nothing arrives."),
    SNAPSHOT_AGE(
            "exposures.joiner.snapshot.age",
            "seconds",
            List.of("partition"),
            "Time since the newest snapshot of the partition was written."),
    SNAPSHOTS_READ("exposures.joiner.snapshots.read", "records", List.of(), "Snapshots read, those of all partitions."),
    SNAPSHOTS_SKIPPED(
            "exposures.joiner.snapshots.skipped",
            "records",
            List.of(),
            "Snapshots that could not be decoded; after one of them answers may lag."),
    SNAPSHOTS_CAUGHT_UP(
            "exposures.joiner.snapshots.caught.up",
            "",
            List.of(),
            "1 once all snapshots that existed at the start have been read, else 0.");

    private final String id;
    private final String unit;
    private final List<String> tags;
    private final String meaning;

    JoinerMeters(String id, String unit, List<String> tags, String meaning) {
        this.id = id;
        this.unit = unit;
        this.tags = tags;
        this.meaning = meaning;
    }

    /** Names of the tags, in the order in which values are given. */
    List<String> tags() {
        return tags;
    }

    Timer timer(MeterRegistry registry, String... values) {
        return Timer.builder(id)
                .description(meaning)
                .tags(MeterTags.of(tags, values))
                .register(registry);
    }

    <T> void gauge(MeterRegistry registry, T source, ToDoubleFunction<T> value) {
        Gauge.builder(id, source, value)
                .description(meaning)
                .baseUnit(baseUnit())
                .register(registry);
    }

    <T> void counter(MeterRegistry registry, T source, ToDoubleFunction<T> count) {
        FunctionCounter.builder(id, source, count)
                .description(meaning)
                .baseUnit(baseUnit())
                .register(registry);
    }

    MultiGauge gauges(MeterRegistry registry) {
        return MultiGauge.builder(id).description(meaning).baseUnit(baseUnit()).register(registry);
    }

    MultiGauge.Row<Number> row(double value, String... values) {
        return MultiGauge.Row.of(MeterTags.of(tags, values), value);
    }

    private @Nullable String baseUnit() {
        return unit.isEmpty() ? null : unit;
    }
}
