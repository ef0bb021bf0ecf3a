package io.exposures.joiner;

import io.exposures.joiner.definitions.NewestDefinitions;
import io.exposures.joiner.http.HttpApi;
import io.exposures.joiner.http.Readiness;
import io.exposures.joiner.query.MergedStats;
import io.exposures.joiner.query.SnapshotReader;
import io.exposures.joiner.topology.JoinerSerdes;
import io.exposures.joiner.topology.JoinerTopology;
import io.exposures.joiner.topology.LocalUsers;
import io.exposures.records.Ledger;
import io.exposures.records.Summary;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running instance: the stream, the reader of everybody's snapshots, and the HTTP side. Starts in an order in which
 * nothing wrong is ever served, and stops in the reverse one.
 */
public final class Joiner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Joiner.class);
    private static final Duration CLOSE = Duration.ofSeconds(30);

    private final JoinerConfig config;
    private final KafkaStreams streams;
    private final SnapshotReader snapshots;
    private final JoinerMeters meters;
    private final HttpApi http;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Joiner(JoinerConfig config, int partitions) {
        this.config = config;
        JoinerSerdes serdes = new JoinerSerdes(config);
        NewestDefinitions definitions = new NewestDefinitions(config.attributionWindow());
        streams = new KafkaStreams(JoinerTopology.of(config, definitions), StreamsSettings.of(config));
        snapshots = new SnapshotReader(
                clientSettings(config),
                config.topics(),
                serdes.deserializer(Summary.class),
                serdes.deserializer(Ledger.class));
        MergedStats stats = new MergedStats(
                snapshots.snapshots(), snapshots::caughtUp, new LocalUsers(streams, partitions), partitions);
        meters = new JoinerMeters(streams, snapshots);
        http = new HttpApi(stats, this::readiness, meters, config.httpHost(), config.httpPort());
    }

    /**
     * Checks the topics, then starts. Returns when the HTTP side listens; {@link #readiness} says when the stream runs.
     *
     * @throws IllegalStateException if the topics are not as they must be; the message says what to change
     */
    public static Joiner start(JoinerConfig config) {
        try (Admin admin = Admin.create(clientSettings(config))) {
            if (config.createTopics()) {
                new TopicCreation(admin, config.topics())
                        .createMissing(config.partitions(), config.replicationFactor());
            }
            int partitions = new StartupChecks(admin, config.topics()).check();
            Joiner joiner = new Joiner(config, partitions);
            joiner.start();
            return joiner;
        }
    }

    private void start() {
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("a stream thread failed and is replaced; its open transaction is undone", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        snapshots.start();
        http.start();
        streams.start();
    }

    /** Whether this instance may be sent requests. */
    Readiness readiness() {
        if (streams.state() != KafkaStreams.State.RUNNING) {
            return Readiness.notReady("the stream is " + streams.state());
        }
        return snapshots.caughtUp() ? Readiness.READY : Readiness.notReady("the snapshots are being read");
    }

    /** Where the dashboard and the API are. */
    public URI address() {
        return URI.create("http://" + config.httpHost() + ":" + http.port());
    }

    /** Waits until the instance is stopped. */
    void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Stops: leaves the group at once, so that other instances take over without waiting. */
    @Override
    public void close() {
        http.close();
        snapshots.close();
        boolean inTime = streams.close(CloseOptions.timeout(CLOSE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        if (!inTime) {
            LOG.warn("the stream did not stop within {}", CLOSE);
        }
        meters.close();
        stopped.countDown();
    }

    private static Map<String, Object> clientSettings(JoinerConfig config) {
        return new HashMap<>(config.passedOn());
    }
}
