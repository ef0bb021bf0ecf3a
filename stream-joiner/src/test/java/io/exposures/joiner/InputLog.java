package io.exposures.joiner;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.LoggedRecord;
import io.exposures.joiner.join.UnitKey;
import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import io.exposures.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The input topics of a broker, read back with the broker's append times. */
final class InputLog {

    private final Map<String, Object> client;

    InputLog(String bootstrapServers, String registryUrl) {
        client = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "schema.registry.url",
                registryUrl,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest");
    }

    List<LoggedRecord> exposures(Topics topics) {
        return read(topics.exposures(), InputLog::logged);
    }

    List<LoggedRecord> outcomes(Topics topics) {
        return read(topics.outcomes(), InputLog::logged);
    }

    /** All records of a topic, partition by partition. */
    <T extends SpecificRecord, R> List<R> read(Topic<T> topic, BiFunction<T, ConsumerRecord<String, T>, R> reader) {
        return read(
                topic.name(),
                new StringDeserializer(),
                deserializer(topic.valueType()),
                record -> reader.apply(record.value(), record));
    }

    <T extends SpecificRecord> AvroDeserializer<T> deserializer(Class<T> type) {
        AvroDeserializer<T> values = new AvroDeserializer<>(type);
        values.configure(client, false);
        return values;
    }

    /** All records of a topic as bytes, partition by partition. */
    List<ConsumerRecord<byte[], byte[]>> bytes(Topic<?> topic) {
        return read(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer(), Function.identity());
    }

    private <K, V, R> List<R> read(
            String topic, Deserializer<K> keys, Deserializer<V> values, Function<ConsumerRecord<K, V>, R> reader) {
        List<R> all = new ArrayList<>();
        try (KafkaConsumer<K, V> consumer = new KafkaConsumer<>(client, keys, values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            for (TopicPartition partition : partitions) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(100)).forEach(record -> all.add(reader.apply(record)));
                }
            }
        }
        return all;
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static LoggedRecord logged(Exposure exposure, ConsumerRecord<?, ?> record) {
        UnitKey unit = new UnitKey(new ExperimentId(exposure.getName(), exposure.getSalt()), exposure.getUnit());
        String arm = "{\"c\":" + exposure.getParams().get("c") + "}";
        return new LoggedRecord(
                exposure.getUserid(),
                unit,
                arm,
                exposure.getExposureId(),
                null,
                "",
                0,
                micros(exposure.getTime()),
                record.timestamp());
    }

    static LoggedRecord logged(Outcome outcome, ConsumerRecord<?, ?> record) {
        Double value = outcome.getValue();
        return new LoggedRecord(
                outcome.getUserid(),
                null,
                "",
                outcome.getEventId(),
                outcome.getRetracts(),
                outcome.getEvent(),
                value == null ? 1 : value,
                micros(outcome.getTime()),
                record.timestamp());
    }
}
