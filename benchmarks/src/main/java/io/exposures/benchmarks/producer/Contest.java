package io.exposures.benchmarks.producer;

import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import io.exposures.testing.BrokerProcess;
import io.exposures.testing.JvmProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Runs each measurement in a new JVM, with the broker in yet another one, so that only the client's own processor time
 * counts. What is compared takes turns, so that what disturbs the machine for a while disturbs all.
 */
final class Contest implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final long SAMPLE_RECORDS = 20_000;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String SAMPLE = "sample.";

    /**
     * The compiler in the foreground: on a busy machine it would not be done when the warm-up is. The heap touched before:
     * the first use of each page costs microseconds, which a service has behind it and a short measurement has not.
     */
    private static final List<String> JVM =
            List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-Xbatch");

    private final Path directory;
    private final BrokerProcess broker;
    private final Admin admin;
    private final Consumer<String> progress;
    private int runs;

    /**
     * Starts the broker.
     *
     * @param progress told after each run
     */
    Contest(Consumer<String> progress) throws IOException {
        this.progress = progress;
        this.directory = Files.createTempDirectory("exposures-bench");
        this.broker = BrokerProcess.start();
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /** Sends with this project's client what the plain producer will send again. */
    void takeSample() throws IOException {
        createTopics(SAMPLE);
        throughput(Variant.OURS, SAMPLE, SAMPLE_RECORDS / 2);
    }

    /** Measures the throughput of a variant, on topics of its own. */
    Throughput throughput(Variant variant, long records) throws IOException {
        String prefix = "run-" + ++runs + ".";
        createTopics(prefix);
        try {
            Throughput measured = throughput(variant, prefix, records);
            progress.accept(variant + ": " + measured.line());
            return measured;
        } finally {
            deleteTopics(prefix);
        }
    }

    private Throughput throughput(Variant variant, String prefix, long records) throws IOException {
        return Throughput.of(run(
                ThroughputProcess.class,
                Throughput.LINE,
                List.of(variant.name(), broker.bootstrapServers(), prefix, SAMPLE, Long.toString(records))));
    }

    /** Measures what calls cost. */
    CallerCost callerCost(CallerState state, int threads, int calls) throws IOException {
        String prefix = "run-" + ++runs + ".";
        createTopics(prefix);
        try {
            String servers = state == CallerState.UP ? broker.bootstrapServers() : "127.0.0.1:1";
            CallerCost measured = CallerCost.of(run(
                    CallerProcess.class,
                    CallerCost.LINE,
                    List.of(state.name(), servers, prefix, Integer.toString(threads), Integer.toString(calls))));
            progress.accept(state + ", threads " + threads + ": " + measured.line());
            return measured;
        } finally {
            deleteTopics(prefix);
        }
    }

    private MatchResult run(Class<?> main, Pattern result, List<String> arguments) throws IOException {
        Path output = Files.createTempFile(directory, "run", ".log");
        JvmProcess process = JvmProcess.start("the measuring process", output, JVM, main.getName(), arguments);
        try {
            return process.awaitOutput(result, LIMIT);
        } finally {
            process.kill();
            Files.delete(output);
        }
    }

    private void createTopics(String prefix) {
        List<NewTopic> topics = topics(prefix).stream()
                .map(topic -> new NewTopic(topic.name(), topic.partitions(PARTITIONS), (short) 1))
                .toList();
        try {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create topics " + prefix, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void deleteTopics(String prefix) {
        var unused = admin.deleteTopics(topics(prefix).stream().map(Topic::name).toList());
    }

    private static List<Topic<?>> topics(String prefix) {
        Topics topics = Topics.withPrefix(prefix);
        return new ArrayList<>(List.of(topics.exposures(), topics.outcomes(), topics.ledger()));
    }

    @Override
    public void close() throws IOException {
        admin.close(Duration.ofSeconds(1));
        broker.close();
        Files.delete(directory);
    }
}
