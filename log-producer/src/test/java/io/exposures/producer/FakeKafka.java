package io.exposures.producer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka as the client sees it, in memory: remembers every producer made and lets the test answer for them. */
final class FakeKafka {

    private final boolean answersByItself;
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();

    FakeKafka(boolean answersByItself) {
        this.answersByItself = answersByItself;
    }

    /** A client that delivers here. */
    KafkaLogClient client(Properties properties) {
        return KafkaLogClient.builder()
                .properties(properties)
                .clock(() -> Examples.NOON)
                .producerFactory(this::make)
                .build();
    }

    private synchronized Producer<byte[], byte[]> make(Map<String, Object> settings) {
        var serializer = new ByteArraySerializer();
        MockProducer<byte[], byte[]> producer = new MockProducer<>(answersByItself, null, serializer, serializer);
        producers.add(producer);
        return producer;
    }

    synchronized List<MockProducer<byte[], byte[]>> producers() {
        return List.copyOf(producers);
    }

    /** The newest producer. */
    synchronized MockProducer<byte[], byte[]> producer() {
        return producers.get(producers.size() - 1);
    }

    /** Everything that any producer was given, in order. */
    synchronized List<ProducerRecord<byte[], byte[]>> sent() {
        return producers.stream()
                .flatMap(producer -> producer.history().stream())
                .toList();
    }
}
