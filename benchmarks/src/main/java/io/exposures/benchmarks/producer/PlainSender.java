package io.exposures.benchmarks.producer;

import io.exposures.producer.ProducerConfig;
import io.exposures.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The floor: a {@code KafkaProducer<byte[], byte[]>} with the client's settings that sends bytes which the client has
 * sent. The service's own work, describing what happened, is done and thrown away.
 */
final class PlainSender implements Sender {

    private final Producer<byte[], byte[]> producer;
    private final List<ConsumerRecord<byte[], byte[]>> exposures;
    private final List<ConsumerRecord<byte[], byte[]>> outcomes;
    private final String exposuresTopic;
    private final String outcomesTopic;
    private final LongAdder delivered = new LongAdder();
    private final Callback callback = (metadata, failure) -> {
        if (failure == null) {
            delivered.increment();
        }
    };

    /** Keeps the service's own work from being optimised away. */
    private long work;

    /**
     * Makes a sender.
     *
     * @param samplePrefix topics with this prefix have the bytes to send
     */
    PlainSender(String bootstrapServers, String prefix, String samplePrefix) {
        Topics sample = Topics.withPrefix(samplePrefix);
        exposures = Sample.read(bootstrapServers, sample.exposures().name());
        outcomes = Sample.read(bootstrapServers, sample.outcomes().name());
        Topics topics = Topics.withPrefix(prefix);
        exposuresTopic = topics.exposures().name();
        outcomesTopic = topics.outcomes().name();
        producer = new KafkaProducer<>(settings(bootstrapServers, prefix));
    }

    private static Map<String, Object> settings(String bootstrapServers, String prefix) {
        Map<String, Object> settings = new HashMap<>(
                ProducerConfig.from(ClientSettings.of(bootstrapServers, prefix)).kafka());
        settings.keySet().retainAll(org.apache.kafka.clients.producer.ProducerConfig.configNames());
        settings.put("key.serializer", ByteArraySerializer.class);
        settings.put("value.serializer", ByteArraySerializer.class);
        // The client never waits for the producer's memory, as it leaves the rest in its own; here the caller has to.
        settings.put("max.block.ms", 60_000);
        return settings;
    }

    @Override
    public void send(long number) {
        boolean exposure = Traffic.isExposure(number);
        work += exposure
                ? Traffic.exposure(number).hashCode()
                : Traffic.userid(number).hashCode();
        List<ConsumerRecord<byte[], byte[]>> sample = exposure ? exposures : outcomes;
        ConsumerRecord<byte[], byte[]> bytes = sample.get((int) (number / 2 % sample.size()));
        var unused = producer.send(
                new ProducerRecord<>(exposure ? exposuresTopic : outcomesTopic, bytes.key(), bytes.value()), callback);
    }

    @Override
    public void finish(long sent) {
        producer.flush();
        if (delivered.sum() != sent) {
            throw new IllegalStateException(
                    "of " + sent + " records only " + delivered.sum() + " were delivered" + " (" + work + ")");
        }
    }
}
