package io.exposures.joiner.query;

import io.exposures.records.Rejected;
import io.exposures.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Follows the rejected topic from near its end and keeps samples of the newest records. */
public final class RejectedReader implements AutoCloseable {

    /** The topic may hold millions; samples need only its end. */
    private static final long TAIL = 5_000;

    private static final int LONGEST_KEY = 1_024;

    private final Deserializer<Rejected> values;
    private final RejectedSamples samples = new RejectedSamples();
    private final TopicFollower follower;

    /**
     * A reader of a running broker.
     *
     * @param clientConfig how to reach the broker, by Kafka's names
     * @param topics the topics
     * @param values decodes the topic's values
     */
    public RejectedReader(Map<String, Object> clientConfig, Topics topics, Deserializer<Rejected> values) {
        this.values = values;
        TopicPartition log = new TopicPartition(topics.rejected().name(), 0);
        this.follower = TopicFollower.ofTail("rejected", clientConfig, Map.of(log, this::put), TAIL);
    }

    /** Starts to read, on a thread of its own; returns at once. */
    public void start() {
        follower.start();
    }

    /** The newest rejected records. */
    public RejectedSamples samples() {
        return samples;
    }

    @Override
    public void close() {
        follower.close();
    }

    private void put(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        Rejected rejected = values.deserialize(record.topic(), record.value());
        ByteBuffer value = rejected.getValue();
        samples.put(new RejectedSample(
                rejected.getTopic(),
                rejected.getPartition(),
                rejected.getOffset(),
                rejected.getAppendTime(),
                rejected.getClass$(),
                rejected.getReason(),
                rejected.getDetail(),
                text(rejected.getKey()),
                value == null ? 0 : value.remaining()));
    }

    private static @Nullable String text(@Nullable ByteBuffer key) {
        if (key == null) {
            return null;
        }
        byte[] bytes = new byte[Math.min(LONGEST_KEY, key.remaining())];
        key.duplicate().get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
