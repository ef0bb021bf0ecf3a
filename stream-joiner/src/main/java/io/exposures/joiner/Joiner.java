package io.exposures.joiner;

import io.exposures.joiner.cluster.StateLags;
import io.exposures.joiner.cluster.StreamPlacements;
import io.exposures.joiner.cluster.TopicWatch;
import io.exposures.joiner.definitions.DefinitionAnswers;
import io.exposures.joiner.definitions.DefinitionReader;
import io.exposures.joiner.definitions.NewestDefinitions;
import io.exposures.joiner.http.HttpApi;
import io.exposures.joiner.http.HttpSettings;
import io.exposures.joiner.http.Queries;
import io.exposures.joiner.query.MergedStats;
import io.exposures.joiner.query.RejectedReader;
import io.exposures.joiner.query.SnapshotReader;
import io.exposures.joiner.state.StateDirectory;
import io.exposures.joiner.topology.JoinerSerdes;
import io.exposures.joiner.topology.JoinerTopology;
import io.exposures.joiner.topology.LocalExplanations;
import io.exposures.joiner.topology.LocalPartitions;
import io.exposures.joiner.topology.LocalRecounts;
import io.exposures.joiner.topology.LocalUsers;
import io.exposures.joiner.topology.StoreOperations;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.Ledger;
import io.exposures.records.Rejected;
import io.exposures.records.Summary;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running instance: the stream, the reader of everybody's snapshots, and the HTTP side. Starts in an order in which
 * nothing wrong is ever served, and stops in the reverse one.
 */
public final class Joiner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Joiner.class);
    private static final Duration ADMIN_CLOSE = Duration.ofSeconds(2);
    private static final Duration DEFINITIONS = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(20);

    private final JoinerConfig config;
    private final Admin admin;
    private final TopicWatch topics;
    private final DefinitionReader definitions;
    private final JoinerStream stream;
    private final StateLags lags;
    private final SnapshotReader snapshots;
    private final RejectedReader rejected;
    private final JoinerMeters meters;
    private final InstanceReport report;
    private final HttpApi http;
    private final RetentionWatch retention;
    private final StoreOperations operations = new StoreOperations();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile HostInfo address = HostInfo.unavailable();

    private Joiner(JoinerConfig config, Admin admin, TopicWatch topics, StateDirectory state, int partitions) {
        this.config = config;
        this.admin = admin;
        this.topics = topics;
        JoinerSerdes serdes = new JoinerSerdes(config);
        NewestDefinitions newest = new NewestDefinitions(config.attributionWindow(), config.lookbackDays());
        definitions = new DefinitionReader(
                clientSettings(config), config.topics(), serdes.deserializer(ExperimentDefinition.class), newest);
        retention = RetentionWatch.of(admin);
        snapshots = new SnapshotReader(
                clientSettings(config),
                config.topics(),
                serdes.deserializer(Summary.class),
                serdes.deserializer(Ledger.class));
        meters = new JoinerMeters(snapshots, state);
        meters.show(retention, config.topics());
        meters.show(operations);
        stream = new JoinerStream(
                () -> new KafkaStreams(
                        JoinerTopology.of(config, newest, partitions, retention, operations),
                        StreamsSettings.of(config, address)),
                meters::watch,
                topics::look,
                state,
                config.cluster().leavesGroup());
        lags = new StateLags(stream, config.cluster().staleLag(), InstantSource.system());
        report = new InstanceReport(
                stream, new LocalPartitions(stream, partitions, config.horizon()), lags, snapshots, config);
        meters.watch(report);
        rejected = new RejectedReader(clientSettings(config), config.topics(), serdes.deserializer(Rejected.class));
        http = new HttpApi(queries(newest, partitions), report, meters, httpSettings());
    }

    private Queries queries(NewestDefinitions newest, int partitions) {
        MergedStats stats = new MergedStats(
                snapshots.snapshots(),
                snapshots::caughtUp,
                newest::find,
                new LocalUsers(stream, partitions, config.horizon()),
                partitions);
        return new Queries(
                stats,
                new DefinitionAnswers(newest, snapshots.snapshots(), stats, definitions::caughtUp),
                new LocalExplanations(stream, partitions, config.horizon(), snapshots.snapshots()),
                rejected.samples(),
                new LocalRecounts(stream, partitions),
                new StreamPlacements(stream, () -> address, lags));
    }

    private HttpSettings httpSettings() {
        return new HttpSettings(
                config.httpHost(), config.httpPort(), config.cluster().peerTimeout());
    }

    /**
     * Checks the topics and the state directory, then starts. Returns when the HTTP side listens; {@code /readyz} says when
     * requests may be sent here.
     *
     * @throws IllegalStateException if topics or directory are not as they must be; the message says what to change
     */
    public static Joiner start(JoinerConfig config) {
        StateDirectory state = StreamsSettings.stateDirectory(config);
        state.checkWritable();
        Admin admin = Admin.create(clientSettings(config));
        TopicWatch topics = new TopicWatch(admin, config.applicationId(), config.topics(), config.horizon());
        try {
            return start(config, admin, topics, state);
        } catch (RuntimeException e) {
            topics.close();
            admin.close(ADMIN_CLOSE);
            throw e;
        }
    }

    private static Joiner start(JoinerConfig config, Admin admin, TopicWatch topics, StateDirectory state) {
        if (config.createTopics()) {
            new TopicCreation(admin, config.topics()).createMissing(config.partitions(), config.replicationFactor());
        }
        topics.checkAtStart();
        int partitions = new StartupChecks(admin, config.topics()).check();
        Joiner joiner = new Joiner(config, admin, topics, state, partitions);
        try {
            joiner.start();
        } catch (RuntimeException e) {
            joiner.close();
            throw e;
        }
        return joiner;
    }

    private void start() {
        definitions.start();
        snapshots.start();
        rejected.start();
        http.start();
        address = Advertised.of(config, http.port());
        report.reachedAt(address);
        LOG.info("other instances reach this one at {}:{}", address.host(), address.port());
        awaitDefinitions();
        stream.start();
        lags.start();
        topics.start(config.cluster().topicsCheckInterval(), stream::stopForGood);
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

    /** Where the dashboard and the API are. */
    public URI address() {
        return URI.create("http://" + config.httpHost() + ":" + http.port());
    }

    /** Waits until the instance is stopped. */
    void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /**
     * Stops, in bounded time: says that it is not ready, for a while; then commits, and leaves the group, so that other
     * instances take over without waiting; answers until then.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        if (stream.state().isRunningOrRebalancing()) {
            report.stopping();
            LockSupport.parkNanos(config.cluster().drain().toNanos());
        }
        topics.close();
        lags.close();
        stream.close();
        http.close();
        rejected.close();
        snapshots.close();
        definitions.close();
        retention.close();
        admin.close(ADMIN_CLOSE);
        meters.close();
        stopped.countDown();
    }

    private static Map<String, Object> clientSettings(JoinerConfig config) {
        Map<String, Object> settings = new HashMap<>(config.passedOn());
        settings.remove(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG);
        return settings;
    }
}
