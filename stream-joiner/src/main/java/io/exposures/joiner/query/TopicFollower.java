package io.exposures.joiner.query;

import java.time.Duration;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows small topics from their beginning, on a thread of its own, and hands their records on in order.
 *
 * <p>A record that its handler refuses is counted, logged and skipped, while an unreachable registry or broker only makes
 * the follower wait, keeping its place.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private static final long WHOLE = Long.MAX_VALUE;

    /** Takes one record; throws a retriable exception to get it again, any other to have it skipped. */
    @FunctionalInterface
    public interface Handler {

        /** Takes one record; its value is null for a tombstone. */
        void apply(ConsumerRecord<byte[], byte[]> record);
    }

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Map<TopicPartition, Handler> handlers;
    private final String what;
    private final long tail;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final Thread thread;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<TopicPartition, Long> applied = new HashMap<>();
    private Duration wait = SHORTEST_WAIT;
    private volatile boolean caughtUp;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    TopicFollower(String what, Supplier<Consumer<byte[], byte[]>> consumers, Map<TopicPartition, Handler> handlers) {
        this(what, consumers, handlers, WHOLE);
    }

    private TopicFollower(
            String what,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Map<TopicPartition, Handler> handlers,
            long tail) {
        this.tail = tail;
        this.what = what;
        this.consumers = consumers;
        this.handlers = Map.copyOf(handlers);
        this.thread = new Thread(this::run, what + "-reader");
    }

    /**
     * A follower on a running broker.
     *
     * @param what what is read, for messages and the name of the thread
     * @param clientConfig how to reach the broker, by Kafka's names; isolation, group and offsets are set here
     * @param handlers what to do with the records of each partition that is followed
     */
    public static TopicFollower of(
            String what, Map<String, Object> clientConfig, Map<TopicPartition, Handler> handlers) {
        return ofTail(what, clientConfig, handlers, WHOLE);
    }

    /**
     * A follower that begins near the end.
     *
     * @param what what is read, for messages and the name of the thread
     * @param clientConfig how to reach the broker, by Kafka's names; isolation, group and offsets are set here
     * @param handlers what to do with the records of each partition that is followed
     * @param tail offsets before the end of each partition where it begins
     */
    static TopicFollower ofTail(
            String what, Map<String, Object> clientConfig, Map<TopicPartition, Handler> handlers, long tail) {
        Map<String, Object> config = consumerConfig(clientConfig);
        return new TopicFollower(
                what,
                () -> new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                handlers,
                tail);
    }

    /** Starts to read; returns at once. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether every record that existed when the follower first reached the broker has been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** Records read. */
    long recordsRead() {
        return read.get();
    }

    /** Records skipped because they could not be used. */
    long recordsSkipped() {
        return skipped.get();
    }

    /** Whether the topics are followed, or tried to be. */
    boolean isRunning() {
        return thread.isAlive();
    }

    /** Stops reading. */
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
                    LOG.warn("{}: interrupted; starting again", what);
                }
            } catch (KafkaException e) {
                LOG.warn("{}: reading failed, trying again: {}", what, e.toString());
                pause();
            } catch (RuntimeException e) {
                LOG.error("{}: unexpected failure, trying again", what, e);
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
        List<TopicPartition> logs = List.copyOf(handlers.keySet());
        consumer.assign(logs);
        begin(consumer, logs);
        applied.forEach(consumer::seek);
        Map<TopicPartition, Long> target = caughtUp ? Map.of() : consumer.endOffsets(logs);
        while (isOpen()) {
            apply(consumer, consumer.poll(POLL));
            caughtUp = caughtUp || reached(consumer, target);
        }
    }

    private void begin(Consumer<byte[], byte[]> consumer, List<TopicPartition> logs) {
        consumer.seekToBeginning(logs);
        if (tail == WHOLE) {
            return;
        }
        consumer.endOffsets(logs).forEach((log, end) -> {
            if (end - tail > consumer.position(log)) {
                consumer.seek(log, end - tail);
            }
        });
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
            handle(record);
            read.incrementAndGet();
        } catch (RetriableException e) {
            LOG.warn("{}: {} offset {} has to wait: {}", what, record.topic(), record.offset(), e.toString());
            return false;
        } catch (RuntimeException e) {
            skipped.incrementAndGet();
            LOG.error(
                    "{}: skipped {}-{} offset {}: {}",
                    what,
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.toString());
        }
        return true;
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        Handler handler = handlers.get(new TopicPartition(record.topic(), record.partition()));
        if (handler != null) {
            handler.apply(record);
        }
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
