package io.exposures.joiner.certify;

import io.exposures.joiner.JoinerConfig;
import io.exposures.joiner.StartupChecks;
import io.exposures.joiner.StreamsSettings;
import io.exposures.joiner.topology.JoinerSerdes;
import io.exposures.records.Ledger;
import io.exposures.records.Summary;
import io.exposures.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the input topics again under an application id of its own, up to the offsets that the running joiner's newest
 * snapshots describe, and compares. Writes to no topic, and leaves neither a consumer group nor files behind.
 */
final class Certifier {

    private static final Logger LOG = LoggerFactory.getLogger(Certifier.class);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration REPORT = Duration.ofSeconds(5);
    private static final Duration ADMIN = Duration.ofSeconds(30);

    private final JoinerConfig config;
    private final Duration patience;
    private final PrintWriter progress;
    private final Map<String, Object> client;

    /**
     * A certifier of the joiner with these settings.
     *
     * @param config the running joiner's settings
     * @param patience how long the replay may stand still
     * @param progress takes a line now and then
     */
    Certifier(JoinerConfig config, Duration patience, PrintWriter progress) {
        this.config = config;
        this.patience = patience;
        this.progress = progress;
        this.client = new HashMap<>(config.passedOn());
    }

    /**
     * Replays and compares.
     *
     * @throws CertifyException if there is nothing to compare, or the log cannot be read again
     */
    Certificate certify() throws CertifyException, IOException, InterruptedException {
        try (Admin admin = Admin.create(client)) {
            int partitions = new StartupChecks(admin, config.topics()).check();
            checkWhole(admin, partitions);
            Map<Integer, Published> live = published();
            if (live.isEmpty()) {
                throw new CertifyException("nothing has been published on "
                        + config.topics().ledger().name() + " yet; has the joiner "
                        + config.passedOn().get("application.id") + " run?");
            }
            return replay(admin, partitions, live);
        }
    }

    private Map<Integer, Published> published() {
        JoinerSerdes serdes = new JoinerSerdes(config);
        return new PublishedReader(
                        client, config.topics(), serdes.deserializer(Summary.class), serdes.deserializer(Ledger.class))
                .read();
    }

    /** What a topic no longer holds cannot be read again. */
    private void checkWhole(Admin admin, int partitions) throws CertifyException, InterruptedException {
        Topics topics = config.topics();
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (String topic : List.of(topics.exposures().name(), topics.outcomes().name())) {
            for (int partition = 0; partition < partitions; partition++) {
                asked.put(new TopicPartition(topic, partition), OffsetSpec.earliest());
            }
        }
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> first :
                earliest(admin, asked).entrySet()) {
            if (first.getValue().offset() > 0) {
                throw new CertifyException(first.getKey() + " begins at offset "
                        + first.getValue().offset() + ": what was before is gone and cannot be replayed. Certify while"
                        + " the input topics still hold everything that the joiner has read.");
            }
        }
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> earliest(
            Admin admin, Map<TopicPartition, OffsetSpec> asked) throws CertifyException, InterruptedException {
        try {
            return admin.listOffsets(asked).all().get(ADMIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new CertifyException("the offsets of the input topics cannot be read: " + e.getMessage());
        }
    }

    private Certificate replay(Admin admin, int partitions, Map<Integer, Published> live)
            throws CertifyException, IOException, InterruptedException {
        String applicationId = config.passedOn().get("application.id") + "-certify-"
                + HexFormat.of().toHexDigits(new Random().nextInt());
        Path stateDir = Files.createTempDirectory("exposures-certify");
        Replay replay = new Replay(config, live);
        try {
            run(replay, partitions, live, settings(applicationId, stateDir));
            return Certificate.of(live, replay);
        } finally {
            Utils.delete(stateDir.toFile());
            deleteGroup(admin, applicationId);
        }
    }

    private void run(Replay replay, int partitions, Map<Integer, Published> live, Properties settings)
            throws CertifyException, InterruptedException {
        Interruptions interruptions = new Interruptions();
        KafkaStreams streams = new KafkaStreams(replay.topology(partitions), settings);
        try {
            streams.setStateListener(interruptions);
            streams.setUncaughtExceptionHandler(failure -> {
                interruptions.failed(failure);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            await(replay, live, interruptions);
        } finally {
            streams.close(CloseOptions.timeout(ADMIN)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    private void await(Replay replay, Map<Integer, Published> live, Interruptions interruptions)
            throws CertifyException, InterruptedException {
        long target = live.values().stream().mapToLong(Published::consumed).sum();
        long consumed = 0;
        long movedAt = System.nanoTime();
        long reportedAt = System.nanoTime();
        while (!replay.isComplete()) {
            interruptions.check();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long now = System.nanoTime();
            if (replay.consumed() != consumed) {
                consumed = replay.consumed();
                movedAt = now;
            } else if (now - movedAt > patience.toNanos()) {
                throw new CertifyException("the replay has stood still for " + patience.toSeconds() + " s at "
                        + consumed + " of " + target + " records; do the brokers answer?");
            }
            if (now - reportedAt > REPORT.toNanos()) {
                report(consumed, target);
                reportedAt = now;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        interruptions.check();
    }

    private void report(long consumed, long target) {
        progress.printf(
                Locale.ROOT, "replayed %,d of %,d records (%d %%)%n", consumed, target, 100 * consumed / target);
    }

    /**
     * One thread, so that no partition moves from one to another: the replay's state is not backed up, so a partition that
     * moved would begin again with nothing.
     */
    private Properties settings(String applicationId, Path stateDir) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 0);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        Properties properties = StreamsSettings.of(config, settings);
        properties.keySet().removeIf(key -> key.toString().endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        return properties;
    }

    private static void deleteGroup(Admin admin, String applicationId) throws InterruptedException {
        try {
            admin.deleteConsumerGroups(List.of(applicationId)).all().get(ADMIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the consumer group {} is left behind: {}", applicationId, e.toString());
        }
    }
}
