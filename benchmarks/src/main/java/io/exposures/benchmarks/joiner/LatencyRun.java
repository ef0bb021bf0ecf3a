package io.exposures.benchmarks.joiner;

import io.exposures.records.ExposedOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sends events to a running joiner at a steady rate, as they happen, and takes the time until each row can be read. */
final class LatencyRun {

    private static final int RECORDS_PER_SECOND = 5_000;
    private static final int BURST = 50;
    private static final long BURST_NANOS = 1_000_000_000L * BURST / RECORDS_PER_SECOND;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Traffic traffic;
    private final InstantSource clock;
    private final Duration measured;
    private final AtomicLong sent = new AtomicLong();

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
                List<Long> micros = new ArrayList<>();
                while (sender.isAlive()) {
                    read(reader, first, last, micros);
                }
                sender.join();
                awaitAll(cluster, joiner, () -> read(reader, first, last, micros));
                return Latency.of(micros.stream().mapToLong(Long::longValue));
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
            sent.addAndGet(BURST);
        }
        writer.flush();
    }

    /** Reads until no row can come any more: leaving out the slow ones would flatter the joiner. */
    private void awaitAll(Cluster cluster, Application joiner, IntSupplier read) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        boolean done = false;
        int rows = 1;
        while (!done || rows > 0) {
            joiner.checkAlive();
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the joiner was not done " + LIMIT + " after the last record");
            }
            done = done || cluster.committed(joiner.id()) >= sent.get();
            rows = read.getAsInt();
        }
    }

    /** Takes the times of rows that have come; says how many rows came. */
    private int read(RowReader reader, long first, long last, List<Long> micros) {
        int rows = 0;
        for (ConsumerRecord<String, ExposedOutcome> row : reader.poll()) {
            rows++;
            long time = row.value() == null ? last : Traffic.micros(row.value().getTime());
            if (time >= first && time < last) {
                micros.add(now() - time);
            }
        }
        return rows;
    }

    private long now() {
        return Traffic.micros(clock.instant());
    }
}
