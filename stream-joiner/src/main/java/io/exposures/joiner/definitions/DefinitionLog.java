package io.exposures.joiner.definitions;

import io.exposures.records.ExperimentDefinition;
import io.exposures.schemas.Topics;
import io.exposures.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the experiments topic once. */
public final class DefinitionLog {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final Map<String, Object> settings;
    private final Topics topics;

    /**
     * The log of a running broker.
     *
     * @param clientSettings how to reach broker and registry
     * @param topics the topics
     */
    public DefinitionLog(Map<String, Object> clientSettings, Topics topics) {
        this.settings = new HashMap<>(clientSettings);
        this.settings.put("isolation.level", "read_committed");
        this.settings.put("enable.auto.commit", false);
        this.settings.put("auto.offset.reset", "earliest");
        this.settings.put("client.id", "experiments-" + UUID.randomUUID());
        this.topics = topics;
    }

    /**
     * All that is committed now.
     *
     * @throws org.apache.kafka.common.KafkaException if broker or registry do not answer or refuse to
     */
    public StoredDefinitions read() {
        TopicPartition log = new TopicPartition(topics.experiments().name(), 0);
        try (AvroDeserializer<ExperimentDefinition> values = new AvroDeserializer<>(ExperimentDefinition.class);
                Consumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            values.configure(settings, false);
            consumer.assign(List.of(log));
            consumer.seekToBeginning(List.of(log));
            return read(consumer, log, values);
        }
    }

    private static StoredDefinitions read(
            Consumer<byte[], byte[]> consumer, TopicPartition log, AvroDeserializer<ExperimentDefinition> values) {
        StoredDefinitions stored = new StoredDefinitions();
        long end = consumer.endOffsets(List.of(log)).getOrDefault(log, 0L);
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (consumer.position(log) < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(log + " could not be read within " + WITHIN.toSeconds() + " s");
            }
            consumer.poll(POLL).forEach(record -> stored.apply(record, values));
        }
        return stored;
    }
}
