package io.exposures.joiner.repartition;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * All partitions of a topic as one log in the order of append time, up to where each ended at the beginning. A partition's
 * own order is kept, so the records of one user stay in theirs; between partitions the earlier record goes first, so that
 * the clock of a partition that is made from several never runs ahead of what is still to come.
 */
final class MergedLog {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new HashMap<>();

    /**
     * A log.
     *
     * @param consumer reads what is committed; is assigned here, and stays open
     * @param topic the topic
     */
    MergedLog(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ends = consumer.endOffsets(partitions);
        partitions.forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
    }

    /** The next record; empty at the end. */
    Optional<ConsumerRecord<byte[], byte[]>> next() {
        List<TopicPartition> empty = empty();
        while (!empty.isEmpty()) {
            read(empty);
            empty = empty();
        }
        return waiting.values().stream()
                .filter(records -> !records.isEmpty())
                .min(Comparator.comparingLong(records -> records.getFirst().timestamp()))
                .map(Deque::removeFirst);
    }

    /** Partitions that may have more, of which no record is known. */
    private List<TopicPartition> empty() {
        List<TopicPartition> empty = new ArrayList<>();
        waiting.forEach((partition, records) -> {
            if (records.isEmpty() && consumer.position(partition) < end(partition)) {
                empty.add(partition);
            }
        });
        return empty;
    }

    private long end(TopicPartition partition) {
        return Optional.ofNullable(ends.get(partition)).orElseThrow(NoSuchElementException::new);
    }

    /** Only of these, so that what waits stays small. */
    private void read(List<TopicPartition> partitions) {
        consumer.pause(consumer.assignment());
        consumer.resume(partitions);
        consumer.poll(POLL).forEach(record -> {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < end(partition)) {
                Optional.ofNullable(waiting.get(partition)).orElseThrow().addLast(record);
            }
        });
    }
}
