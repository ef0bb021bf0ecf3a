package io.exposures.joiner.definitions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.query.TopicFollower;
import io.exposures.records.ExperimentDefinition;
import io.exposures.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Follows the experiments topic and keeps the newest definitions in memory. */
public final class DefinitionReader implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Deserializer<ExperimentDefinition> values;
    private final NewestDefinitions definitions;
    private final TopicFollower follower;

    /**
     * A reader of a running broker.
     *
     * @param clientConfig how to reach the broker, by Kafka's names
     * @param topics the topics
     * @param values decodes the topic's values
     * @param definitions where to keep what is read
     */
    public DefinitionReader(
            Map<String, Object> clientConfig,
            Topics topics,
            Deserializer<ExperimentDefinition> values,
            NewestDefinitions definitions) {
        this.values = values;
        this.definitions = definitions;
        TopicPartition log = new TopicPartition(topics.experiments().name(), 0);
        this.follower = TopicFollower.of("definitions", clientConfig, Map.of(log, this::put));
    }

    /** Starts to read, on a thread of its own; returns at once. */
    public void start() {
        follower.start();
    }

    /** Whether every definition that existed when the reader first reached the broker has been read. */
    public boolean caughtUp() {
        return follower.caughtUp();
    }

    /** Stops reading; the definitions remain. */
    @Override
    public void close() {
        follower.close();
    }

    private void put(ConsumerRecord<byte[], byte[]> record) {
        definitions.put(experiment(record.key()), values.deserialize(record.topic(), record.value()));
    }

    static ExperimentId experiment(byte @Nullable [] key) {
        try {
            String[] parts = JSON.readValue(key == null ? new byte[0] : key, String[].class);
            if (parts.length == 2) {
                return new ExperimentId(parts[0], parts[1]);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected the key [name, salt]", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("expected the key [name, salt]");
    }
}
