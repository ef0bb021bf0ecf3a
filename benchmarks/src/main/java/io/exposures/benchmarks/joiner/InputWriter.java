package io.exposures.benchmarks.joiner;

import io.exposures.records.ExperimentDefinition;
import io.exposures.schemas.serde.AvroSerializer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes definitions and events to the input topics. */
final class InputWriter implements AutoCloseable {

    private final Cluster cluster;
    private final KafkaProducer<String, SpecificRecord> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    InputWriter(Cluster cluster) {
        this.cluster = cluster;
        AvroSerializer<SpecificRecord> values = new AvroSerializer<>();
        values.configure(cluster.clientSettings(), false);
        Map<String, Object> settings = new HashMap<>(cluster.clientSettings());
        settings.put("compression.type", "lz4");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), values);
    }

    void writeDefinitions() {
        for (int experiment = 0; experiment < Experiments.COUNT; experiment++) {
            ExperimentDefinition definition = Experiments.definition(experiment);
            String key = "[\"" + definition.getName() + "\",\"" + definition.getSalt() + "\"]";
            send(cluster.topics().experiments().name(), key, definition);
        }
        flush();
    }

    void write(Event event) {
        String topic = (event.isExposure()
                        ? cluster.topics().exposures()
                        : cluster.topics().outcomes())
                .name();
        send(topic, event.userid(), InputRecords.of(event));
    }

    private void send(String topic, String key, SpecificRecord value) {
        var unused = producer.send(new ProducerRecord<>(topic, key, value), (written, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /** Waits until everything is written. */
    void flush() {
        producer.flush();
        Exception e = failure.get();
        if (e != null) {
            throw new IllegalStateException("input was not written", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
