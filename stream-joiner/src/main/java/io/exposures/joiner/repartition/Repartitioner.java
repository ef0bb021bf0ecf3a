package io.exposures.joiner.repartition;

import io.exposures.joiner.StartupException;
import io.exposures.joiner.TopicCreation;
import io.exposures.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Copies the input topics of one prefix into new ones of another prefix. Each record keeps its append time, which decides
 * whether it counts: so the new topics take the time that they are given while they are filled, and the brokers' own
 * again afterwards. A replay of the new topics comes to the same rows and sums.
 */
final class Repartitioner {

    private static final String TIMESTAMP = "message.timestamp.type";

    private final Map<String, Object> client;
    private final Admin admin;
    private final Topics from;
    private final Topics to;

    /**
     * A copy that has not begun.
     *
     * @param client how to reach the brokers
     * @param admin a client of them, which stays open
     * @param from the topics that there are
     * @param to topics whose inputs are missing or empty
     */
    Repartitioner(Map<String, Object> client, Admin admin, Topics from, Topics to) {
        this.client = client;
        this.admin = admin;
        this.from = from;
        this.to = to;
    }

    /**
     * Creates what is missing and copies both inputs.
     *
     * @param partitions partitions of the new topics
     * @param replicas replicas of the new topics
     * @param progress is told the topic and how many of its records have been copied
     * @throws StartupException if the new topics hold records, or the brokers do not answer or refuse to
     */
    void copy(int partitions, short replicas, ObjLongConsumer<String> progress) {
        new TopicCreation(admin, to).createMissing(partitions, replicas);
        List<String> targets = List.of(to.exposures().name(), to.outcomes().name());
        targets.forEach(this::requireEmpty);
        targets.forEach(topic -> stamp(topic, "CreateTime"));
        copy(from.exposures().name(), to.exposures().name(), progress);
        copy(from.outcomes().name(), to.outcomes().name(), progress);
        targets.forEach(topic -> stamp(topic, "LogAppendTime"));
    }

    /** Half a copy cannot be told from a whole one, so it is not gone on with. */
    private void requireEmpty(String topic) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        await(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .map(TopicDescription::partitions)
                .flatMap(List::stream)
                .forEach(partition -> ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        boolean empty = await(admin.listOffsets(ends).all()).values().stream().allMatch(end -> end.offset() == 0);
        if (!empty) {
            throw new StartupException(
                    "topic " + topic
                            + " holds records; copy into topics that are missing or empty, and delete those of a copy that failed");
        }
    }

    private void stamp(String topic, String type) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(TIMESTAMP, type), AlterConfigOp.OpType.SET);
        await(admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all());
    }

    private void copy(String source, String target, ObjLongConsumer<String> progress) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long copied = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(reading(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(writing(), new ByteArraySerializer(), new ByteArraySerializer())) {
            MergedLog log = new MergedLog(consumer, source);
            Optional<ConsumerRecord<byte[], byte[]>> next = log.next();
            while (next.isPresent() && failure.get() == null) {
                copied += send(next.get(), target, producer, failure);
                progress.accept(source, copied);
                next = log.next();
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new StartupException("topic " + target + " could not be written: " + failure.get(), failure.get());
        }
    }

    /** A heartbeat is about the partition that it was written to, so it is left behind. */
    private static int send(
            ConsumerRecord<byte[], byte[]> record,
            String target,
            Producer<byte[], byte[]> producer,
            AtomicReference<@Nullable Exception> failure) {
        if (record.key() == null && record.value() == null) {
            return 0;
        }
        var unused = producer.send(
                new ProducerRecord<>(target, null, record.timestamp(), record.key(), record.value(), record.headers()),
                (ignored, e) -> failure.compareAndSet(null, e));
        return 1;
    }

    private Map<String, Object> reading() {
        Map<String, Object> settings = new HashMap<>(client);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return settings;
    }

    private Map<String, Object> writing() {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        return settings;
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new StartupException("the brokers refuse: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted", e);
        }
    }
}
