package io.exposures.quickstart.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;

/** Reads whole topics from their beginning to their present end, committed records only. */
final class TopicReader {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> settings;

    TopicReader(String bootstrapServers) {
        this.settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
    }

    /** All records; those of one partition in their order. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        read(topic, records::add);
        return records;
    }

    /**
     * The offset after the last record of each partition that has any. The end offset would be after the markers of
     * transactions, which nobody reads.
     */
    Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        read(topic, message -> ends.put(new TopicPartition(topic, message.partition()), message.offset() + 1));
        return ends;
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var batch = consumer.poll(Duration.ofMillis(200));
                batch.forEach(taker);
                deadline = batch.isEmpty() ? deadline : System.nanoTime() + PATIENCE.toNanos();
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException(topic + ": no record for " + PATIENCE + " before its end " + ends);
                }
            }
        }
    }

    /** The newest record of each key of a compacted topic, without the keys that were deleted. */
    List<ConsumerRecord<byte[], byte[]>> newest(String topic) {
        Map<Bytes, ConsumerRecord<byte[], byte[]>> newest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> message : records(topic)) {
            Bytes key = Bytes.wrap(message.key());
            if (message.value() == null) {
                newest.remove(key);
            } else {
                newest.put(key, message);
            }
        }
        return List.copyOf(newest.values());
    }
}
