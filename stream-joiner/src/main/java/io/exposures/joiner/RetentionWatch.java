package io.exposures.joiner;

import io.exposures.joiner.topology.SkippedOffsets;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which skipped offsets were deleted before they were read: those below the first offset that the topic still
 * has. The others held marks of transactions. What was deleted is counted and logged as an error; no result can have it.
 * Asks the broker in a thread of its own.
 */
final class RetentionWatch implements SkippedOffsets, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionWatch.class);

    /** Transactions leave a gap each, so that more may wait than anybody wants to look at. */
    private static final int WAITING = 1_000;

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final FirstOffsets topics;
    private final Map<String, LongAdder> lost = new ConcurrentHashMap<>();
    private final AtomicBoolean overflowing = new AtomicBoolean();
    private final ThreadPoolExecutor checks;

    /** Asks a cluster for the first offset that a partition still has. */
    interface FirstOffsets {

        /**
         * The first offset.
         *
         * @throws KafkaException if the cluster does not answer
         */
        long first(TopicPartition partition);
    }

    RetentionWatch(FirstOffsets topics) {
        this.topics = topics;
        checks = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), RetentionWatch::thread);
    }

    /** Asks the cluster of this client, which stays open. */
    static RetentionWatch of(Admin admin) {
        return new RetentionWatch(partition -> first(admin, partition));
    }

    private static long first(Admin admin, TopicPartition partition) {
        try {
            return admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new KafkaException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "retention-watch");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void skipped(String topic, int partition, long expected, long found) {
        TopicPartition place = new TopicPartition(topic, partition);
        try {
            checks.execute(() -> check(place, expected, found));
        } catch (RejectedExecutionException e) {
            if (!checks.isShutdown() && !overflowing.getAndSet(true)) {
                LOG.warn(
                        "{}: offsets {} to {} were skipped; this gap and further ones are not looked into while {} others wait to be",
                        place,
                        expected,
                        found - 1,
                        WAITING);
            }
        }
    }

    private void check(TopicPartition place, long expected, long found) {
        overflowing.set(false);
        while (!checks.isShutdown()) {
            try {
                count(place, expected, Math.min(found, topics.first(place)));
                return;
            } catch (KafkaException e) {
                LOG.warn(
                        "{}: whether the offsets {} to {} were deleted is not known yet: {}",
                        place,
                        expected,
                        found - 1,
                        e.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void count(TopicPartition place, long expected, long first) {
        if (first > expected) {
            lost.computeIfAbsent(place.topic(), topic -> new LongAdder()).add(first - expected);
            LOG.error(
                    "{}: the topic's retention deleted the offsets {} to {} before they were read; no result has them",
                    place,
                    expected,
                    first - 1);
        }
    }

    /** Offsets of the topic that were deleted before they were read, since this instance was started. */
    long lost(String topic) {
        LongAdder count = lost.get(topic);
        return count == null ? 0 : count.sum();
    }

    @Override
    public void close() {
        checks.shutdownNow();
    }
}
