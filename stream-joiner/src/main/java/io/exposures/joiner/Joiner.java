package io.exposures.joiner;

import io.exposures.joiner.definitions.DefinitionAnswers;
import io.exposures.joiner.definitions.DefinitionReader;
import io.exposures.joiner.definitions.NewestDefinitions;
import io.exposures.joiner.http.HttpApi;
import io.exposures.joiner.http.Queries;
import io.exposures.joiner.http.Readiness;
import io.exposures.joiner.query.MergedStats;
import io.exposures.joiner.query.RejectedReader;
import io.exposures.joiner.query.SnapshotReader;
import io.exposures.joiner.topology.JoinerSerdes;
import io.exposures.joiner.topology.JoinerTopology;
import io.exposures.joiner.topology.LocalExplanations;
import io.exposures.joiner.topology.LocalRecounts;
import io.exposures.joiner.topology.LocalUsers;
import io.exposures.joiner.topology.StoreOperations;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.Ledger;
import io.exposures.records.Rejected;
import io.exposures.records.Summary;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
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
    private static final Duration DEFINITIONS = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(20);

    private final JoinerConfig config;
    private final DefinitionReader definitions;
    private final KafkaStreams streams;
    private final SnapshotReader snapshots;
    private final RejectedReader rejected;
    private final JoinerMeters meters;
    private final HttpApi http;
    private final Admin admin;
    private final RetentionWatch retention;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Joiner(JoinerConfig config, int partitions) {
        this.config = config;
        JoinerSerdes serdes = new JoinerSerdes(config);
        NewestDefinitions newest = new NewestDefinitions(config.attributionWindow(), config.lookbackDays());
        definitions = new DefinitionReader(
                clientSettings(config), config.topics(), serdes.deserializer(ExperimentDefinition.class), newest);
        admin = Admin.create(clientSettings(config));
        retention = RetentionWatch.of(admin);
        StoreOperations operations = new StoreOperations();
        streams = new KafkaStreams(
                JoinerTopology.of(config, newest, partitions, retention, operations), StreamsSettings.of(config));
        snapshots = new SnapshotReader(
                clientSettings(config),
                config.topics(),
                serdes.deserializer(Summary.class),
                serdes.deserializer(Ledger.class));
        MergedStats stats = new MergedStats(
                snapshots.snapshots(),
                snapshots::caughtUp,
                newest::find,
                new LocalUsers(streams, partitions),
                partitions);
        meters = new JoinerMeters(streams, snapshots);
        meters.show(retention, config.topics());
        meters.show(operations);
        DefinitionAnswers answers = new DefinitionAnswers(newest, snapshots.snapshots(), stats, definitions::caughtUp);
        rejected = new RejectedReader(clientSettings(config), config.topics(), serdes.deserializer(Rejected.class));
        LocalExplanations explanations = new LocalExplanations(streams, partitions, snapshots.snapshots());
        Queries queries =
                new Queries(stats, answers, explanations, rejected.samples(), new LocalRecounts(streams, partitions));
        http = new HttpApi(queries, this::readiness, meters, config.httpHost(), config.httpPort());
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
            try {
                joiner.start();
            } catch (RuntimeException e) {
                joiner.close();
                throw e;
            }
            return joiner;
        }
    }

    private void start() {
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("a stream thread failed and is replaced; its open transaction is undone", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        definitions.start();
        snapshots.start();
        rejected.start();
        http.start();
        awaitDefinitions();
        streams.start();
    }

    /** Experiments are bound at their first exposure, so nothing is read before the definitions are known. */
    private void awaitDefinitions() {
        long deadline = System.nanoTime() + DEFINITIONS.toNanos();
        while (!definitions.caughtUp()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "the definitions on " + config.topics().experiments().name() + " could not be read within "
                                + DEFINITIONS + "; do broker and registry answer?");
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
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
        rejected.close();
        snapshots.close();
        definitions.close();
        boolean inTime = streams.close(CloseOptions.timeout(CLOSE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        if (!inTime) {
            LOG.warn("the stream did not stop within {}", CLOSE);
        }
        retention.close();
        admin.close();
        meters.close();
        stopped.countDown();
    }

    private static Map<String, Object> clientSettings(JoinerConfig config) {
        return new HashMap<>(config.passedOn());
    }
}
