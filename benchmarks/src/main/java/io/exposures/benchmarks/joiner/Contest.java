package io.exposures.benchmarks.joiner;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Runs variants one after another over the same input topics, each from their beginning in a new JVM. What is read first
 * warms it up: the figures are of the rest. Every run of the joiner must publish the {@link Oracle}'s rows.
 */
final class Contest implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(30);
    /** The compiler in the foreground: on a busy machine it would not be done when the warm-up is. */
    private static final String COMPILER = "-Xbatch";

    private static final Duration STEP = Duration.ofMillis(100);

    private final Cluster cluster = new Cluster();
    private final Consumer<String> progress;
    private final int warmUp;
    private final int records;
    private final RowSet expected;
    private int runs;

    /**
     * Starts the broker and writes the input.
     *
     * @param records how many are measured; half as many come before to warm up
     * @param progress told after each step
     */
    Contest(long seed, int users, int records, InstantSource clock, Consumer<String> progress) {
        this.progress = progress;
        this.warmUp = records / 2;
        this.records = warmUp + records;
        Instant now = clock.instant();
        List<Event> events = new Traffic(seed, users).arrivals(this.records, now);
        try (InputWriter writer = new InputWriter(cluster)) {
            writer.writeDefinitions();
            events.forEach(writer::write);
            writer.flush();
        }
        this.expected = Oracle.rows(events, now);
        progress.accept("input: " + events.size() + " records, " + expected.size() + " rows, hash " + expected.hash());
    }

    /** Measures a variant. */
    Figures run(Variant variant) throws IOException {
        Figures figures = run(variant, List.of(COMPILER));
        progress.accept(variant.label() + ": " + figures.asMap());
        return figures;
    }

    /** Runs the joiner once more with a flight recording. */
    Profile profile(Path recording) throws IOException {
        run(Variant.JOINER, List.of(COMPILER, Profile.argument(recording)));
        Profile profile = Profile.of(recording);
        progress.accept("profile: " + recording);
        return profile;
    }

    private Figures run(Variant variant, List<String> jvmArguments) throws IOException {
        cluster.createOutputs();
        try (Application application =
                new Application(variant, "bench-" + variant.label() + "-" + ++runs, cluster, jvmArguments)) {
            Figures.Span span = awaitAll(application);
            long peak = application.peakBytes();
            SortedMap<String, Double> operations = application.storeOperations();
            application.stop();
            int wrong = variant.joins() ? wrongRows() : 0;
            if (variant == Variant.JOINER && wrong > 0) {
                throw new IllegalStateException(
                        "the joiner's rows differ from the expected ones: " + wrong + " of " + expected.size());
            }
            return Figures.of(span, records, cluster.writtenBytes(), application.stateBytes(), peak, wrong, operations);
        } finally {
            cluster.deleteOutputs();
        }
    }

    /** Watches until all records are committed. */
    private Figures.Span awaitAll(Application application) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Sample from = Sample.of(application, cluster);
        Sample last = from;
        while (last.records() < records) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("after " + LIMIT + " only " + last.records() + " records are done");
            }
            LockSupport.parkNanos(STEP.toNanos());
            application.checkAlive();
            last = Sample.of(application, cluster);
            from = last.records() <= warmUp ? last : from;
        }
        return new Figures.Span(from, last);
    }

    private int wrongRows() {
        try (RowReader reader = new RowReader(cluster)) {
            return reader.live().difference(expected);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
