package io.exposures.producer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of a {@link KafkaLogClient}, all of them, for Micrometer (an optional dependency). Counters count records
 * since the client was made; tag {@code kind} is {@code exposure} or {@code outcome}.
 */
public final class ProducerMeters implements MeterBinder {

    private static final String PREFIX = "exposures.producer.";
    private static final String KIND = "kind";
    private static final String REASON = "reason";
    private static final String BYTES = "bytes";

    private final KafkaLogClient client;

    /** Prepares to show how a client is doing. */
    public ProducerMeters(KafkaLogClient client) {
        this.client = client;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (RecordKind kind : RecordKind.values()) {
            bindCounters(registry, kind);
            bindBuffer(registry, kind);
            bindDisk(registry, kind);
        }
        bindDedup(registry);
        TimeGauge.builder(PREFIX + "oldest", client, TimeUnit.MILLISECONDS, each ->
                        (double) each.parts().oldest().toMillis())
                .description("How long the oldest record in memory has been on its way.")
                .register(registry);
        counter("drops.untold", each -> each.parts().notifier().missed())
                .description("Drops that the listener was not told of because it was too slow.")
                .register(registry);
    }

    private void bindCounters(MeterRegistry registry, RecordKind kind) {
        count("handed.in", kind, RecordCounts::handedIn, "Records handed in by the service.", registry);
        count("suppressed", kind, RecordCounts::suppressed, "Repeated exposures that were not sent.", registry);
        count("accepted", kind, ProducerMeters::accepted, "Records taken into the buffer.", registry);
        count("delivered", kind, RecordCounts::delivered, "Records that Kafka acknowledged.", registry);
        count("recovered", kind, RecordCounts::recovered, "Records that an earlier run had left on disk.", registry);
        for (DropReason reason : DropReason.values()) {
            counter("dropped", each -> each.counts(kind).dropped(reason))
                    .description("Records dropped, by reason.")
                    .tag(KIND, kind.label())
                    .tag(REASON, reason.label())
                    .register(registry);
        }
    }

    private static long accepted(RecordCounts counts) {
        long refused = 0;
        for (DropReason reason : DropReason.values()) {
            refused += reason.isAtHandIn() ? counts.dropped(reason) : 0;
        }
        return counts.handedIn() - counts.suppressed() - refused;
    }

    private void count(
            String name,
            RecordKind kind,
            ToDoubleFunction<RecordCounts> value,
            String description,
            MeterRegistry registry) {
        counter(name, each -> value.applyAsDouble(each.counts(kind)))
                .description(description)
                .tag(KIND, kind.label())
                .register(registry);
    }

    private FunctionCounter.Builder<KafkaLogClient> counter(String name, ToDoubleFunction<KafkaLogClient> value) {
        return FunctionCounter.builder(PREFIX + name, client, value);
    }

    private void bindBuffer(MeterRegistry registry, RecordKind kind) {
        Room room = client.parts().lanes().get(kind).room();
        gauge("buffered.records", room, Room::records, kind)
                .description("Records in memory that Kafka has not acknowledged.")
                .register(registry);
        gauge("buffered.bytes", room, Room::bytes, kind)
                .description("Their estimated memory.")
                .baseUnit(BYTES)
                .register(registry);
    }

    private void bindDisk(MeterRegistry registry, RecordKind kind) {
        Overflow overflow = client.parts().overflows().get(kind);
        gauge("disk.records", overflow, Overflow::waiting, kind)
                .description("Records in the overflow file.")
                .register(registry);
        gauge("disk.bytes", overflow, Overflow::usedBytes, kind)
                .description("Bytes used in the overflow file.")
                .baseUnit(BYTES)
                .register(registry);
        FunctionCounter.builder(PREFIX + "disk.set.aside", overflow, Overflow::setAside)
                .description("Overflow files that were corrupt and moved aside.")
                .tag(KIND, kind.label())
                .register(registry);
    }

    private static <T> Gauge.Builder<T> gauge(String name, T of, ToDoubleFunction<T> value, RecordKind kind) {
        return Gauge.builder(PREFIX + name, of, value).tag(KIND, kind.label());
    }

    private void bindDedup(MeterRegistry registry) {
        ExposureDedup dedup = client.parts().dedup();
        FunctionCounter.builder(PREFIX + "dedup.hits", dedup, ExposureDedup::hits)
                .description("Exposures that were recognised as repeats.")
                .register(registry);
        FunctionCounter.builder(PREFIX + "dedup.misses", dedup, ExposureDedup::misses)
                .description("Exposures that were not recognised as repeats.")
                .register(registry);
    }
}
