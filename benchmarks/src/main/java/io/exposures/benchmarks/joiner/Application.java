package io.exposures.benchmarks.joiner;

import io.exposures.testing.JvmProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** One variant, running in a JVM of its own on fresh state. */
final class Application implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final Pattern UP = Pattern.compile(" is up( at (\\S+))?");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+([0-9]+) kB");

    /** The same for all: the memory of a small container. */
    private static final List<String> JVM = List.of("-Xmx1g");

    private final String id;
    private final Path directory;
    private final JvmProcess process;
    private final @Nullable URI address;

    /**
     * Starts it and waits until it is up.
     *
     * @param more arguments for the JVM
     */
    Application(Variant variant, String id, Cluster cluster, List<String> more) throws IOException {
        this.id = id;
        this.directory = Files.createTempDirectory("exposures-bench");
        Files.createDirectory(state());
        Path settings = directory.resolve("settings.properties");
        writeSettings(settings, cluster);
        List<String> jvm = new ArrayList<>(JVM);
        jvm.add("-Djava.io.tmpdir=" + directory);
        jvm.addAll(more);
        this.process = JvmProcess.start(
                variant.label(),
                directory.resolve("output.log"),
                jvm,
                variant.mainClass(),
                variant.arguments(settings.toString()));
        try {
            String url = process.awaitOutput(UP, START_LIMIT).group(2);
            address = url == null ? null : URI.create(url);
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    private void writeSettings(Path file, Cluster cluster) throws IOException {
        Properties properties = new Properties();
        properties.putAll(cluster.clientSettings());
        properties.setProperty("application.id", id);
        properties.setProperty("state.dir", state().toString());
        properties.setProperty("joiner.topic.prefix", cluster.topics().prefix());
        properties.setProperty("joiner.http.port", "0");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    /** Application id, and so the name of the consumer group. */
    String id() {
        return id;
    }

    long pid() {
        return process.pid();
    }

    /**
     * Checks that it has not ended by itself.
     *
     * @throws IllegalStateException with its last output, if it has
     */
    void checkAlive() {
        if (!process.isAlive()) {
            throw process.failure("ended by itself", null);
        }
    }

    /** Greatest resident memory so far, in bytes; 0 where the system does not tell. */
    long peakBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return lines.map(PEAK::matcher)
                    .filter(matcher -> matcher.matches())
                    .mapToLong(matcher -> 1024 * Long.parseLong(matcher.group(1)))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often its state stores were asked, by store and kind; nothing where it does not tell. */
    SortedMap<String, Double> storeOperations() {
        return address == null ? new TreeMap<>() : StoreOperations.of(address);
    }

    /** Stops it, so that all state is on disk. */
    void stop() {
        process.stop(STOP_LIMIT);
    }

    /** Bytes of its state directory. */
    long stateBytes() throws IOException {
        try (Stream<Path> files = Files.walk(state())) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private Path state() {
        return directory.resolve("state");
    }

    @Override
    public void close() throws IOException {
        process.kill();
        Utils.delete(directory.toFile());
    }
}
