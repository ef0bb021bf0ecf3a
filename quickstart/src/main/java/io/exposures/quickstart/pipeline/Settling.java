package io.exposures.quickstart.pipeline;

import io.exposures.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Waits until the joiner has committed all that is in the input topics, and nothing of its output is pending. */
final class Settling implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration STEP = Duration.ofMillis(200);

    private final Pipeline pipeline;
    private final TopicReader reader;
    private final Admin admin;

    Settling(Pipeline pipeline, TopicReader reader) {
        this.pipeline = pipeline;
        this.reader = reader;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, pipeline.bootstrapServers()));
    }

    /**
     * Returns when everything is settled. Nothing may be logged meanwhile, except by the joiner itself.
     *
     * @param left is told now and then how many records are still to be read
     * @throws IllegalStateException if the joiner ends, or makes no progress for two minutes
     */
    void await(LongConsumer left) {
        Map<TopicPartition, Long> inputs = inputEnds();
        while (true) {
            awaitCommitted(inputs, left);
            Map<TopicPartition, Long> now = inputEnds();
            if (now.equals(inputs)) {
                break;
            }
            inputs = now;
        }
        left.accept(0);
        List<Topic<?>> outputs =
                List.of(pipeline.topics().exposedOutcomes(), pipeline.topics().unitStatus());
        Progress commits = new Progress("a transaction stays open");
        while (!ends(outputs, IsolationLevel.READ_COMMITTED).equals(ends(outputs, IsolationLevel.READ_UNCOMMITTED))) {
            commits.next(0);
        }
    }

    private void awaitCommitted(Map<TopicPartition, Long> inputs, LongConsumer left) {
        Progress progress = new Progress("the joiner reads no further");
        for (long lag = lag(inputs); lag > 0; lag = lag(inputs)) {
            left.accept(lag);
            progress.next(lag);
        }
    }

    /** How many records of the input topics the joiner has not committed. */
    long lag() {
        return lag(inputEnds());
    }

    private Map<TopicPartition, Long> inputEnds() {
        Map<TopicPartition, Long> ends =
                new HashMap<>(reader.ends(pipeline.topics().exposures().name()));
        ends.putAll(reader.ends(pipeline.topics().outcomes().name()));
        return ends;
    }

    private long lag(Map<TopicPartition, Long> inputs) {
        Map<TopicPartition, OffsetAndMetadata> committed = get(
                admin.listConsumerGroupOffsets(JoinerSettings.APPLICATION_ID).partitionsToOffsetAndMetadata());
        return inputs.entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata offset = committed.get(end.getKey());
                    return Math.max(0, end.getValue() - (offset == null ? 0 : offset.offset()));
                })
                .sum();
    }

    private Map<TopicPartition, Long> ends(List<Topic<?>> topics, IsolationLevel isolation) {
        List<String> names = topics.stream().map(Topic::name).toList();
        Map<TopicPartition, OffsetSpec> latest = get(admin.describeTopics(names).allTopicNames()).values().stream()
                .flatMap(Settling::partitions)
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return get(admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the joiner", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    /** Waits a little between looks, and fails when a number has not moved for too long. */
    private final class Progress {

        private final String complaint;
        private long last = -1;
        private long deadline;

        Progress(String complaint) {
            this.complaint = complaint;
            this.deadline = System.nanoTime() + PATIENCE.toNanos();
        }

        void next(long number) {
            pipeline.joiner().checkAlive();
            if (number != last) {
                last = number;
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(complaint + " for " + PATIENCE);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
