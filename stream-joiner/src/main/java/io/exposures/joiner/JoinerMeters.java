package io.exposures.joiner;

import io.exposures.joiner.http.InstanceHealth;
import io.exposures.joiner.http.Readiness;
import io.exposures.joiner.http.Telemetry;
import io.exposures.joiner.query.SnapshotReader;
import io.exposures.joiner.query.Snapshots;
import io.exposures.joiner.state.StateDirectory;
import io.exposures.joiner.topology.Names;
import io.exposures.joiner.topology.StoreOperations;
import io.exposures.schemas.Topics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** The metrics of a running instance, for Prometheus. */
public final class JoinerMeters implements Telemetry, AutoCloseable {

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_FORMAT = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final LedgerGauges ledger;
    private final InstantSource wallClock;
    private final AtomicReference<@Nullable KafkaStreamsMetrics> streamsMetrics = new AtomicReference<>();
    private final InstanceGauges instance;
    private final Snapshots snapshots;
    private volatile Supplier<InstanceHealth> health = () -> InstanceHealth.of(Readiness.notReady("starting"));

    /**
     * The metrics of an instance, for as long as it lives.
     *
     * @param reader reads the snapshots of all partitions
     * @param state where state is kept
     */
    public JoinerMeters(SnapshotReader reader, StateDirectory state) {
        this(reader, state, InstantSource.system());
    }

    /** Shows what retention has deleted unread. */
    void show(RetentionWatch watch, Topics topics) {
        MeterTable.LOST_TO_RETENTION.counter(
                registry, watch, w -> w.lost(topics.exposures().name()), "exposures");
        MeterTable.LOST_TO_RETENTION.counter(
                registry, watch, w -> w.lost(topics.outcomes().name()), "outcomes");
    }

    /** Shows what the state stores are asked. */
    void show(StoreOperations operations) {
        for (String store : Names.STORES) {
            for (StoreOperations.Kind kind : StoreOperations.Kind.values()) {
                MeterTable.STORE_OPERATIONS.counter(
                        registry,
                        operations,
                        o -> o.count(store, kind),
                        store,
                        kind.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** With the wall clock by which the age of snapshots is told. */
    JoinerMeters(SnapshotReader reader, StateDirectory state, InstantSource wallClock) {
        this.wallClock = wallClock;
        snapshots = reader.snapshots();
        registry.config().meterFilter(new StableClientIds());
        ledger = new LedgerGauges(registry);
        MeterTable.SNAPSHOTS_READ.counter(registry, reader, SnapshotReader::recordsRead);
        MeterTable.SNAPSHOTS_SKIPPED.counter(registry, reader, SnapshotReader::recordsSkipped);
        MeterTable.SNAPSHOTS_CAUGHT_UP.gauge(registry, reader, r -> r.caughtUp() ? 1 : 0);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
        instance = new InstanceGauges(registry);
        MeterTable.STATE_DAMAGED.counter(registry, state, StateDirectory::countDamaged);
    }

    /** Shows a stream that was made and is not started yet, instead of the one before. */
    void watch(KafkaStreams streams) {
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        closed(streamsMetrics.getAndSet(metrics));
        metrics.bindTo(registry);
        streams.setGlobalStateRestoreListener(new RestoredRecords(registry));
    }

    /** Shows what an instance says of itself. */
    void watch(Supplier<InstanceHealth> report) {
        health = report;
    }

    private static void closed(@Nullable KafkaStreamsMetrics metrics) {
        if (metrics != null) {
            metrics.close();
        }
    }

    @Override
    public void askedPeer(String result) {
        MeterTable.PEER_REQUESTS.count(registry, 1, result);
    }

    @Override
    public void served(String method, String route, int status, Duration time) {
        MeterTable.HTTP_REQUESTS
                .timer(registry, method, route, Integer.toString(status))
                .record(time);
    }

    @Override
    public synchronized Page scrape(String accept) {
        instance.show(health.get());
        ledger.show(snapshots.ledgers().values(), wallClock.instant());
        String format = accept.contains(OPEN_METRICS) ? OPEN_METRICS_FORMAT : TEXT_FORMAT;
        return new Page(format, registry.scrape(format));
    }

    /** Lets go of everything that is watched. */
    @Override
    public void close() {
        closed(streamsMetrics.getAndSet(null));
        gc.close();
        registry.close();
    }
}
