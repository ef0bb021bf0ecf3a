package io.exposures.benchmarks.joiner;

import io.exposures.records.ExposedOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sends events to a running joiner at a steady rate, as they happen, and takes the time until each row can be read. */
final class LatencyRun {

    private static final int RECORDS_PER_SECOND = 5_000;
    private static final int BURST = 50;
    private static final long BURST_NANOS = 1_000_000_000L * BURST / RECORDS_PER_SECOND;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration LAST_ROWS = Duration.ofSeconds(5);

    private final Traffic traffic;
    private final InstantSource clock;
    private final Duration measured;

    LatencyRun(Traffic traffic, InstantSource clock, Duration measured) {
        this.traffic = traffic;
        this.clock = clock;
        this.measured = measured;
    }

    /** Measures, with a joiner and a broker of its own. */
    Latency run() throws IOException, InterruptedException {
        try (Cluster cluster = new Cluster();
                InputWriter writer = new InputWriter(cluster)) {
            writer.writeDefinitions();
            cluster.createOutputs();
            try (Application joiner = new Application(Variant.JOINER, "bench-latency", cluster, List.of());
                    RowReader reader = new RowReader(cluster)) {
                long first = Traffic.micros(clock.instant().plus(WARM_UP));
                long last = first + measured.toNanos() / 1000;
                Thread sender = new Thread(() -> send(writer, last), "sender");
                sender.start();
                Latency latency = read(reader, first, last);
                sender.join();
                joiner.checkAlive();
                return latency;
            }
        }
    }

    private void send(InputWriter writer, long last) {
        long due = System.nanoTime();
        while (now() < last) {
            due += BURST_NANOS;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            for (int i = 0; i < BURST; i++) {
                writer.write(traffic.next(now()));
            }
        }
    }

    private Latency read(RowReader reader, long first, long last) {
        List<Long> micros = new ArrayList<>();
        while (now() < last + LAST_ROWS.toNanos() / 1000) {
            for (ConsumerRecord<String, ExposedOutcome> row : reader.poll()) {
                if (row.value() != null) {
                    long time = Traffic.micros(row.value().getTime());
                    if (time >= first && time < last) {
                        micros.add(now() - time);
                    }
                }
            }
        }
        return Latency.of(micros.stream().mapToLong(Long::longValue));
    }

    private long now() {
        return Traffic.micros(clock.instant());
    }
}
