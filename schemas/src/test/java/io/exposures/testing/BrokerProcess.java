package io.exposures.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A broker in a JVM of its own, run from the class path of this one. Its data and output are in a temporary directory.
 * Process and directory go with {@link #close()}, and when this JVM exits, also by SIGTERM or SIGINT; when this JVM is
 * killed the process still goes.
 */
public final class BrokerProcess implements KafkaBroker {

    private final Path directory =
            Path.of(System.getProperty("java.io.tmpdir"), "exposures-broker-" + UUID.randomUUID());
    private final int port;
    private final Thread closeAtExit = new Thread(this::stopAndDelete, "close-broker");
    private @Nullable JvmProcess process;
    private boolean closed;

    private BrokerProcess(int port) {
        this.port = port;
    }

    /** Starts a new, empty broker. */
    public static BrokerProcess start() {
        return start(Map.of());
    }

    /**
     * Starts a new, empty broker.
     *
     * @param settings broker settings, by their Kafka names, that replace or extend those of a one-node broker
     */
    public static BrokerProcess start(Map<String, String> settings) {
        return start(LocalPorts.free(), settings);
    }

    /**
     * Starts a new, empty broker on a port of the caller's choice, for instance one that something else already forwards
     * to.
     *
     * @param settings broker settings, by their Kafka names, that replace or extend those of a one-node broker
     */
    public static BrokerProcess start(int port, Map<String, String> settings) {
        BrokerProcess broker = new BrokerProcess(port);
        // Before there is anything to clean up: SIGTERM may come at any moment.
        Runtime.getRuntime().addShutdownHook(broker.closeAtExit);
        try {
            broker.createDirectory(settings);
            broker.launch();
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Process id of the broker's JVM; another one after a restart. */
    public long pid() {
        return process().pid();
    }

    @Override
    public void kill() {
        process().kill();
    }

    @Override
    public void pause() {
        process().pause();
    }

    @Override
    public void resume() {
        process().resume();
    }

    @Override
    public void restart() {
        if (process().isAlive()) {
            throw new IllegalStateException("the broker is running as process " + pid());
        }
        launch();
    }

    @Override
    public void close() {
        stopAndDelete();
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException e) {
            // This JVM is shutting down: the hook finds nothing left to do.
        }
    }

    private synchronized void stopAndDelete() {
        closed = true;
        if (process != null) {
            process.kill();
        }
        try {
            Utils.delete(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized JvmProcess process() {
        if (process == null) {
            throw new IllegalStateException("the broker was not started");
        }
        return process;
    }

    private synchronized void createDirectory(Map<String, String> overrides) {
        checkOpen();
        Properties settings = oneNode(port, directory.resolve("data"));
        settings.putAll(overrides);
        try {
            Files.createDirectory(directory);
            try (var writer = Files.newBufferedWriter(settingsFile(directory))) {
                settings.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void launch() {
        JvmProcess launched = startProcess();
        try {
            new BrokerReadiness(port, launched::ended).await();
        } catch (IllegalStateException e) {
            throw launched.failure("did not start", e);
        }
    }

    private synchronized JvmProcess startProcess() {
        checkOpen();
        process = JvmProcess.start(
                "broker",
                directory.resolve("broker.log"),
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=io/exposures/testing/logback.xml",
                        "-Djava.io.tmpdir=" + directory),
                BrokerMain.class.getName(),
                List.of(settingsFile(directory).toString()));
        return process;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the broker was closed");
        }
    }

    private static Path settingsFile(Path directory) {
        return directory.resolve("server.properties");
    }

    private static Properties oneNode(int port, Path data) {
        int controllerPort = LocalPorts.free();
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        settings.put("log.dirs", data.toString());
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.create.topics.enable", "false");
        // Short, so that a killed broker is back in a few seconds.
        settings.put("broker.session.timeout.ms", "1500");
        settings.put("broker.heartbeat.interval.ms", "300");
        // Often, so that what a killed client left open is ended soon after its time.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        return settings;
    }
}
