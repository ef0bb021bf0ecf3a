package io.exposures.benchmarks.joiner;

import io.exposures.records.ExposedOutcome;
import io.exposures.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the published rows, committed ones only. */
final class RowReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, ExposedOutcome> consumer;
    private final List<TopicPartition> partitions;

    RowReader(Cluster cluster) {
        Map<String, Object> settings = new HashMap<>(cluster.clientSettings());
        settings.put("isolation.level", "read_committed");
        AvroDeserializer<ExposedOutcome> values = new AvroDeserializer<>(ExposedOutcome.class);
        values.configure(settings, false);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values);
        partitions = consumer.partitionsFor(cluster.topics().exposedOutcomes().name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The rows that have come since the last call; a deleted one has a null value. */
    Iterable<ConsumerRecord<String, ExposedOutcome>> poll() {
        return consumer.poll(POLL);
    }

    /** The rows that are live at the end of the topic. */
    RowSet live() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<String, Long> hashes = new HashMap<>();
        while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            for (ConsumerRecord<String, ExposedOutcome> row : poll()) {
                if (row.value() == null) {
                    hashes.remove(row.key());
                } else {
                    hashes.put(row.key(), RowSet.hash(row.value()));
                }
            }
        }
        return RowSet.of(hashes.values().stream().mapToLong(Long::longValue));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
