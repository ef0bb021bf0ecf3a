package io.exposures.joiner.certify;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.records.Ledger;
import io.exposures.records.PartitionLedger;
import io.exposures.records.Summary;
import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a running joiner has published, as one consistent state for each partition.
 *
 * <p>A partition publishes its changed summaries and its ledger in one transaction, but on two topics, so they are never
 * read at the same moment. The ledger is read first. Of each experiment the newest summary that the ledger covers is
 * taken: the joiner publishes a summary whenever it has changed, so that one still held at the ledger's offsets.
 */
final class PublishedReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> clientSettings;
    private final Topics topics;
    private final Deserializer<Summary> summaries;
    private final Deserializer<Ledger> ledgers;

    /**
     * A reader of a running broker.
     *
     * @param clientSettings how to reach the broker, by Kafka's names
     * @param topics the topics
     * @param summaries decodes the summaries topic's values
     * @param ledgers decodes the ledger topic's values
     */
    PublishedReader(
            Map<String, Object> clientSettings,
            Topics topics,
            Deserializer<Summary> summaries,
            Deserializer<Ledger> ledgers) {
        this.clientSettings = clientSettings;
        this.topics = topics;
        this.summaries = summaries;
        this.ledgers = ledgers;
    }

    /** By partition, what has been published. */
    Map<Integer, Published> read() {
        Map<Integer, PartitionLedger> newest = new TreeMap<>();
        readAll(topics.ledger(), ledgers, (record, ledger) -> {
            if (ledger != null && ledger.getPartition() != null) {
                newest.put(ledger.getPartition().getPartition(), ledger.getPartition());
            }
        });
        Map<Integer, Map<ExperimentId, Summary>> covered = new HashMap<>();
        readAll(topics.summaries(), summaries, (record, summary) -> {
            if (summary != null && summary.getDay() == null) {
                keepIfCovered(summary, newest.get(summary.getPartition()), covered);
            }
        });
        Map<Integer, Published> published = new TreeMap<>();
        newest.forEach((partition, ledger) ->
                published.put(partition, new Published(ledger, covered.getOrDefault(partition, Map.of()))));
        return published;
    }

    private static void keepIfCovered(
            Summary summary, @Nullable PartitionLedger ledger, Map<Integer, Map<ExperimentId, Summary>> covered) {
        if (ledger != null && Published.isWithin(summary.getAsOf(), ledger.getAsOf())) {
            ExperimentId experiment = new ExperimentId(summary.getExperiment(), summary.getSalt());
            covered.computeIfAbsent(summary.getPartition(), partition -> new TreeMap<>())
                    .put(experiment, summary);
        }
    }

    private <T extends SpecificRecord> void readAll(
            Topic<T> topic, Deserializer<T> values, BiConsumer<ConsumerRecord<byte[], byte[]>, @Nullable T> handler) {
        TopicPartition log = new TopicPartition(topic.name(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                ClientSettings.readingAlone(clientSettings),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(log));
            consumer.seekToBeginning(List.of(log));
            long end = consumer.endOffsets(List.of(log)).getOrDefault(log, 0L);
            while (consumer.position(log) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    T value = record.value() == null ? null : values.deserialize(topic.name(), record.value());
                    handler.accept(record, value);
                }
            }
        }
    }
}
