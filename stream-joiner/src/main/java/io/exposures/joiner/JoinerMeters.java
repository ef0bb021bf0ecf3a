package io.exposures.joiner;

import io.exposures.joiner.http.Telemetry;
import io.exposures.joiner.query.SnapshotReader;
import io.exposures.joiner.query.Snapshots;
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
import org.apache.kafka.streams.KafkaStreams;

/** The metrics of a running instance, for Prometheus. */
public final class JoinerMeters implements Telemetry, AutoCloseable {

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_FORMAT = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final LedgerGauges ledger;
    private final InstantSource wallClock;
    private final KafkaStreamsMetrics streamsMetrics;
    private final Snapshots snapshots;

    /**
     * The metrics of an instance, for as long as it lives.
     *
     * @param streams its stream
     * @param reader reads the snapshots of all partitions
     */
    public JoinerMeters(KafkaStreams streams, SnapshotReader reader) {
        this(streams, reader, InstantSource.system());
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
    JoinerMeters(KafkaStreams streams, SnapshotReader reader, InstantSource wallClock) {
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
        streamsMetrics = new KafkaStreamsMetrics(streams);
        streamsMetrics.bindTo(registry);
    }

    @Override
    public void served(String method, String route, int status, Duration time) {
        MeterTable.HTTP_REQUESTS
                .timer(registry, method, route, Integer.toString(status))
                .record(time);
    }

    @Override
    public synchronized Page scrape(String accept) {
        ledger.show(snapshots.ledgers().values(), wallClock.instant());
        String format = accept.contains(OPEN_METRICS) ? OPEN_METRICS_FORMAT : TEXT_FORMAT;
        return new Page(format, registry.scrape(format));
    }

    /** Lets go of everything that is watched. */
    @Override
    public void close() {
        streamsMetrics.close();
        gc.close();
        registry.close();
    }
}
