package io.exposures.joiner;

import io.exposures.joiner.http.Telemetry;
import io.exposures.joiner.query.SnapshotReader;
import io.micrometer.core.instrument.MeterRegistry;
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
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** The metrics of a running instance, for Prometheus. */
public final class JoinerTelemetry implements Telemetry, AutoCloseable {

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_FORMAT = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final LedgerGauges ledger;
    private final InstantSource wallClock;
    private @Nullable KafkaStreamsMetrics streamsMetrics;
    private @Nullable SnapshotReader snapshots;

    /**
     * The metrics of the process; what it runs is added by {@code watch}.
     *
     * @param wallClock by which the age of snapshots is told
     */
    public JoinerTelemetry(InstantSource wallClock) {
        this.wallClock = wallClock;
        registry.config().meterFilter(new StableClientIds());
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
        ledger = new LedgerGauges(registry);
    }

    /** The registry, for meters of other parts. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Adds the metrics of Kafka Streams and its clients; replaces those of an earlier one. */
    public synchronized void watch(KafkaStreams streams) {
        closeStreamsMetrics();
        streamsMetrics = new KafkaStreamsMetrics(streams);
        streamsMetrics.bindTo(registry);
    }

    /** Adds the metrics of the partitions and of the reader of their snapshots; once. */
    public synchronized void watch(SnapshotReader reader) {
        snapshots = reader;
        JoinerMeters.SNAPSHOTS_READ.counter(registry, reader, SnapshotReader::recordsRead);
        JoinerMeters.SNAPSHOTS_SKIPPED.counter(registry, reader, SnapshotReader::recordsSkipped);
        JoinerMeters.SNAPSHOTS_CAUGHT_UP.gauge(registry, reader, r -> r.caughtUp() ? 1 : 0);
    }

    @Override
    public void served(String method, String route, int status, Duration time) {
        JoinerMeters.HTTP_REQUESTS
                .timer(registry, method, route, Integer.toString(status))
                .record(time);
    }

    @Override
    public synchronized Page scrape(String accept) {
        if (snapshots != null) {
            ledger.show(snapshots.snapshots().ledgers().values(), wallClock.instant());
        }
        String format = accept.contains(OPEN_METRICS) ? OPEN_METRICS_FORMAT : TEXT_FORMAT;
        return new Page(format, registry.scrape(format));
    }

    /** Lets go of everything that is watched. */
    @Override
    public synchronized void close() {
        closeStreamsMetrics();
        gc.close();
        registry.close();
    }

    private void closeStreamsMetrics() {
        if (streamsMetrics != null) {
            streamsMetrics.close();
        }
    }
}
