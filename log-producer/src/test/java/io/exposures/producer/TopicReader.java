package io.exposures.producer;

import io.exposures.records.Exposure;
import io.exposures.records.Ledger;
import io.exposures.records.Outcome;
import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import io.exposures.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Makes the topics of a test on a broker, and reads everything that is in them. */
final class TopicReader {

    static final int PARTITIONS = 3;

    private final String bootstrapServers;
    private final String registryUrl;
    private final Topics topics;

    TopicReader(String bootstrapServers, String registryUrl, String prefix) {
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
        this.topics = Topics.withPrefix(prefix);
    }

    void createTopics() throws Exception {
        List<NewTopic> wanted = List.of(topics.exposures(), topics.outcomes(), topics.ledger()).stream()
                .map(topic ->
                        new NewTopic(topic.name(), topic.partitions(PARTITIONS), (short) 1).configs(topic.config()))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(wanted).all().get();
        }
    }

    List<ConsumerRecord<String, Exposure>> exposures() {
        return read(topics.exposures());
    }

    List<ConsumerRecord<String, Outcome>> outcomes() {
        return read(topics.outcomes());
    }

    List<ConsumerRecord<String, Ledger>> ledger() {
        return read(topics.ledger());
    }

    /** Reads the outcomes one by one, as many as there may be. */
    void forEachOutcome(java.util.function.Consumer<ConsumerRecord<String, Outcome>> action) {
        forEach(topics.outcomes(), action);
    }

    private <T extends SpecificRecord> List<ConsumerRecord<String, T>> read(Topic<T> topic) {
        List<ConsumerRecord<String, T>> read = new ArrayList<>();
        forEach(topic, read::add);
        return read;
    }

    private <T extends SpecificRecord> void forEach(
            Topic<T> topic, java.util.function.Consumer<ConsumerRecord<String, T>> action) {
        forEach(topic.name(), topic.valueType(), action);
    }

    private <T extends SpecificRecord> void forEach(
            String topic, Class<T> type, java.util.function.Consumer<ConsumerRecord<String, T>> action) {
        try (Consumer<String, T> consumer = consumer(type)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!atEnd(consumer, ends)) {
                consumer.poll(Duration.ofMillis(200)).forEach(action);
            }
        }
    }

    private static boolean atEnd(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        Set<Map.Entry<TopicPartition, Long>> entries = ends.entrySet();
        return entries.stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private <T extends SpecificRecord> Consumer<String, T> consumer(Class<T> type) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("isolation.level", "read_committed");
        settings.put("schema.registry.url", registryUrl);
        AvroDeserializer<T> values = new AvroDeserializer<>(type);
        values.configure(settings, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), values);
    }
}
