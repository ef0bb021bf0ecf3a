package io.exposures.joiner.definitions;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.json.CanonicalJson;
import io.exposures.records.ExperimentDefinition;
import io.exposures.schemas.Topics;
import io.exposures.schemas.serde.AvroSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes definitions. Only the writer that was opened last can write: who opens it, reads the topic and then writes,
 * writes on top of what was read or fails, so that no change of somebody else is lost.
 */
public final class DefinitionWriter implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Topics topics;
    private final Producer<byte[], byte[]> producer;
    private final AvroSerializer<ExperimentDefinition> values = new AvroSerializer<>();

    /**
     * A writer on a running broker; every other one is shut out.
     *
     * @param clientSettings how to reach broker and registry
     * @param topics the topics
     * @throws KafkaException if the broker does not answer or refuses to
     */
    public DefinitionWriter(Map<String, Object> clientSettings, Topics topics) {
        this.topics = topics;
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put("transactional.id", topics.experiments().name() + "-writer");
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        values.configure(settings, false);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Writes a definition, or takes it back; returns when the broker has it.
     *
     * @param experiment whose it is
     * @param definition the definition; null for none
     * @throws KafkaException if it is not written: broker or registry do not answer or refuse to, or another writer was
     *     opened ({@link org.apache.kafka.common.errors.ProducerFencedException})
     */
    public void write(ExperimentId experiment, @Nullable ExperimentDefinition definition) {
        String topic = topics.experiments().name();
        byte[] value = values.serialize(topic, definition);
        byte[] key = CanonicalJson.array(experiment.name(), experiment.salt()).getBytes(StandardCharsets.UTF_8);
        producer.beginTransaction();
        // A failure of the send is thrown by the commit.
        var unused = producer.send(new ProducerRecord<>(topic, 0, key, value));
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        values.close();
    }
}
