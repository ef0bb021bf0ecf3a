package io.exposures.joiner.query;

import io.exposures.records.Ledger;
import io.exposures.records.Summary;
import io.exposures.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Follows the summaries and ledger topics from their beginning and keeps the newest snapshots in memory. Every instance
 * reads both topics whole, so each can answer for all partitions.
 */
public final class SnapshotReader implements AutoCloseable {

    private static final String WHAT = "snapshots";

    private final Deserializer<Summary> summaries;
    private final Deserializer<Ledger> ledgers;
    private final Snapshots snapshots = new Snapshots();
    private final TopicFollower follower;

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
        this.summaries = summaries;
        this.ledgers = ledgers;
        this.follower = TopicFollower.of(WHAT, clientConfig, handlers(topics));
    }

    SnapshotReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Topics topics,
            Deserializer<Summary> summaries,
            Deserializer<Ledger> ledgers) {
        this.summaries = summaries;
        this.ledgers = ledgers;
        this.follower = new TopicFollower(WHAT, consumers, handlers(topics));
    }

    private Map<TopicPartition, TopicFollower.Handler> handlers(Topics topics) {
        return Map.of(
                new TopicPartition(topics.summaries().name(), 0), this::putSummary,
                new TopicPartition(topics.ledger().name(), 0), this::putLedger);
    }

    /** Starts to read, on a thread of its own; returns at once. */
    public void start() {
        follower.start();
    }

    /** The newest snapshots. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /** Whether every snapshot that existed when the reader first reached the broker has been read. */
    public boolean caughtUp() {
        return follower.caughtUp();
    }

    /** Snapshots read. */
    public long recordsRead() {
        return follower.recordsRead();
    }

    /** Snapshots skipped because they could not be decoded. */
    public long recordsSkipped() {
        return follower.recordsSkipped();
    }

    /** Whether the reader follows the topics, or tries to. */
    public boolean isRunning() {
        return follower.isRunning();
    }

    /** Stops reading; the snapshots remain. */
    @Override
    public void close() {
        follower.close();
    }

    private void putSummary(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            SnapshotKey.removeSummary(key(record), snapshots);
        } else {
            SnapshotRecords.putSummary(summaries.deserialize(record.topic(), record.value()), snapshots);
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
}
