package io.exposures.joiner.query;

import io.exposures.records.Ledger;
import io.exposures.records.Summary;
import io.exposures.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the summaries and ledger topics from their beginning and keeps the newest snapshots in memory.
 *
 * <p>Every instance reads both topics whole, so each can answer for all partitions. Values are decoded here rather than
 * inside the consumer: a record that cannot be decoded is counted, logged and skipped, while an unreachable registry or
 * broker only makes the reader wait, keeping its place.
 */
public final class SnapshotReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Deserializer<Summary> summaries;
    private final Deserializer<Ledger> ledgers;
    private final TopicPartition summaryLog;
    private final TopicPartition ledgerLog;
    private final Snapshots snapshots = new Snapshots();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final Thread thread = new Thread(this::run, "snapshot-reader");

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<TopicPartition, Long> applied = new HashMap<>();
    private Duration wait = SHORTEST_WAIT;
    private volatile boolean caughtUp;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    /**
     * A reader of a running broker.
     *
     * @param clientConfig how to reach the broker, by Kafka's names; isolation, group and offsets are set here
     * @param topics the topics to read
     * @param summaries decodes the summaries topic's values
     * @param ledgers decodes the ledger topic's values
     */
    public SnapshotReader(
            Map<String, Object> clientConfig,
            Topics topics,
            Deserializer<Summary> summaries,
            Deserializer<Ledger> ledgers) {
        this(
                () -> new KafkaConsumer<>(
                        consumerConfig(clientConfig), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                topics,
                summaries,
                ledgers);
    }

    SnapshotReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Topics topics,
            Deserializer<Summary> summaries,
            Deserializer<Ledger> ledgers) {
        this.consumers = consumers;
        this.summaries = summaries;
        this.ledgers = ledgers;
        this.summaryLog = new TopicPartition(topics.summaries().name(), 0);
        this.ledgerLog = new TopicPartition(topics.ledger().name(), 0);
    }

    /** Starts to read, on a thread of its own; returns at once. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** The newest snapshots. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /** Whether every snapshot that existed when the reader first reached the broker has been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** Snapshots read. */
    public long recordsRead() {
        return read.get();
    }

    /** Snapshots skipped because they could not be decoded. */
    public long recordsSkipped() {
        return skipped.get();
    }

    /** Whether the reader follows the topics, or tries to. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Stops reading; the snapshots remain. */
    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (isOpen()) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                // Set before looking whether to stop: so close() either is seen here or sees the consumer to wake up.
                current = consumer;
                follow(consumer);
            } catch (WakeupException | InterruptException e) {
                if (isOpen()) {
                    LOG.warn("snapshots: interrupted; starting again");
                }
            } catch (KafkaException e) {
                LOG.warn("snapshots: reading failed, trying again: {}", e.toString());
                pause();
            } catch (RuntimeException e) {
                LOG.error("snapshots: unexpected failure, trying again", e);
                pause();
            } finally {
                current = null;
            }
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        if (!isOpen()) {
            return;
        }
        List<TopicPartition> logs = List.of(summaryLog, ledgerLog);
        consumer.assign(logs);
        consumer.seekToBeginning(logs);
        applied.forEach(consumer::seek);
        Map<TopicPartition, Long> target = caughtUp ? Map.of() : consumer.endOffsets(logs);
        while (isOpen()) {
            apply(consumer, consumer.poll(POLL));
            caughtUp = caughtUp || reached(consumer, target);
        }
    }

    private static boolean reached(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> target) {
        return target.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Applies records in order; gives back to the consumer what has to wait for a registry. */
    private void apply(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition log : records.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(log)) {
                if (!applied(record)) {
                    consumer.seek(log, record.offset());
                    pause();
                    break;
                }
                applied.put(log, record.offset() + 1);
                wait = SHORTEST_WAIT;
            }
        }
    }

    private boolean applied(ConsumerRecord<byte[], byte[]> record) {
        try {
            put(record);
            read.incrementAndGet();
        } catch (RetriableException e) {
            LOG.warn("snapshots: {} offset {} has to wait: {}", record.topic(), record.offset(), e.toString());
            return false;
        } catch (RuntimeException e) {
            skipped.incrementAndGet();
            LOG.error(
                    "snapshots: skipped {}-{} offset {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.toString());
        }
        return true;
    }

    private void put(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(summaryLog.topic())) {
            putSummary(record);
        } else {
            putLedger(record);
        }
    }

    private void putSummary(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            SnapshotKey.removeSummary(key(record), snapshots);
        } else {
            snapshots.put(SnapshotRecords.summary(summaries.deserialize(record.topic(), record.value())));
        }
    }

    private void putLedger(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            SnapshotKey.ledgerPartition(key(record)).ifPresent(snapshots::removeLedger);
        } else {
            Instant published = Instant.ofEpochMilli(record.timestamp());
            SnapshotRecords.putLedger(ledgers.deserialize(record.topic(), record.value()), published, snapshots);
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new IllegalArgumentException("expected a key, got none");
        }
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    /** Waits longer after each failure in a row, so that a long outage does not flood log and network. */
    private void pause() {
        try {
            boolean ignored = closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> consumerConfig(Map<String, Object> clientConfig) {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        return config;
    }
}
