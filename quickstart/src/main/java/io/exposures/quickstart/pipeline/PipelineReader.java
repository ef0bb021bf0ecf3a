package io.exposures.quickstart.pipeline;

import io.exposures.quickstart.oracle.InputLogs;
import io.exposures.quickstart.oracle.Logged;
import io.exposures.records.ExposedOutcome;
import io.exposures.records.UnitStatus;
import io.exposures.schemas.Topic;
import io.exposures.schemas.serde.AvroDeserializer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads what went into a pipeline and what came out of it. */
public final class PipelineReader {

    private final Pipeline pipeline;
    private final TopicReader reader;

    /** Reads from a pipeline. */
    public PipelineReader(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.reader = new TopicReader(pipeline.bootstrapServers());
    }

    /**
     * Waits until the joiner has read and committed everything.
     *
     * @param left is told now and then how many records are still to be read
     */
    public void awaitSettled(LongConsumer left) {
        try (Settling settling = new Settling(pipeline, reader)) {
            settling.await(left);
        }
    }

    /** How many records of the input topics the joiner has not read and committed yet. */
    public long lag() {
        try (Settling settling = new Settling(pipeline, reader)) {
            return settling.lag();
        }
    }

    /** All records of the input topics. */
    public InputLogs inputs() {
        return new InputLogs(
                logged(pipeline.topics().exposures()), logged(pipeline.topics().outcomes()));
    }

    /** The live joined rows by key. */
    public SortedMap<String, ExposedOutcome> rows() {
        return byKey(pipeline.topics().exposedOutcomes());
    }

    /** The units' status by key. */
    public SortedMap<String, UnitStatus> statuses() {
        return byKey(pipeline.topics().unitStatus());
    }

    private <T extends SpecificRecord> List<Logged<T>> logged(Topic<T> topic) {
        AvroDeserializer<T> deserializer = deserializer(topic);
        return reader.records(topic.name()).stream()
                .map(message -> new Logged<>(
                        message.partition(),
                        message.offset(),
                        message.timestamp(),
                        Bytes.wrap(message.key()),
                        decoded(deserializer, message),
                        isHeartbeat(message)))
                .toList();
    }

    private static boolean isHeartbeat(ConsumerRecord<byte[], byte[]> message) {
        return message.key() == null
                && message.value() == null
                && message.headers().lastHeader("io.exposures.heartbeat") != null;
    }

    private static <T extends SpecificRecord> @Nullable T decoded(
            AvroDeserializer<T> deserializer, ConsumerRecord<byte[], byte[]> message) {
        try {
            return deserializer.deserialize(message.topic(), message.value());
        } catch (SerializationException e) {
            return null;
        }
    }

    private <T extends SpecificRecord> SortedMap<String, T> byKey(Topic<T> topic) {
        AvroDeserializer<T> deserializer = deserializer(topic);
        SortedMap<String, T> byKey = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> message : reader.newest(topic.name())) {
            T value = deserializer.deserialize(message.topic(), message.value());
            if (value != null) {
                byKey.put(new String(message.key(), StandardCharsets.UTF_8), value);
            }
        }
        return byKey;
    }

    private <T extends SpecificRecord> AvroDeserializer<T> deserializer(Topic<T> topic) {
        AvroDeserializer<T> deserializer = new AvroDeserializer<>(topic.valueType());
        deserializer.configure(Map.of("schema.registry.url", pipeline.registryUrl()), false);
        return deserializer;
    }
}
