package io.exposures.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka as the client sees it, in memory. A script decides what becomes of each send; everything sent and acknowledged is
 * remembered, over all producers that the client makes.
 */
final class FakeKafka {

    private static final RecordMetadata METADATA = new RecordMetadata(new TopicPartition("any", 0), 0, 0, 0, 0, 0);

    /** Decides what becomes of a send. */
    @FunctionalInterface
    interface Script {

        /**
         * Acknowledges a record by returning, holds it back, or fails.
         *
         * @param producer number of the producer, from 0
         * @param send number of the send of that producer, from 0
         */
        Answer answer(int producer, int send, ProducerRecord<byte[], byte[]> sent) throws Exception;
    }

    /** What a script may answer, other than by throwing. */
    record Answer(boolean acknowledged, @Nullable Exception failure) {

        static final Answer ACKNOWLEDGED = new Answer(true, null);
        static final Answer HELD_BACK = new Answer(false, null);

        /** Kafka takes the record and fails later. */
        static Answer failed(Exception failure) {
            return new Answer(false, failure);
        }
    }

    private final Script script;
    private final List<ScriptedProducer> producers = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> acknowledged = new ArrayList<>();

    FakeKafka(Script script) {
        this.script = script;
    }

    /** Acknowledges everything at once. */
    static FakeKafka healthy() {
        return new FakeKafka((producer, send, record) -> Answer.ACKNOWLEDGED);
    }

    /** Never answers. */
    static FakeKafka silent() {
        return new FakeKafka((producer, send, record) -> Answer.HELD_BACK);
    }

    /** A description of a client that delivers here. */
    KafkaLogClient.Builder builder(Properties properties) {
        return KafkaLogClient.builder()
                .properties(properties)
                .clock(() -> Examples.NOON)
                .producerFactory(this::make);
    }

    KafkaLogClient client(Properties properties) {
        return builder(properties).build();
    }

    synchronized Producer<byte[], byte[]> make(Map<String, Object> settings) {
        ScriptedProducer producer = new ScriptedProducer(producers.size());
        producers.add(producer);
        return producer;
    }

    synchronized int producers() {
        return producers.size();
    }

    /** Everything that any producer was given, in order. */
    synchronized List<ProducerRecord<byte[], byte[]>> sent() {
        return List.copyOf(sent);
    }

    /** Everything that was acknowledged, in order. */
    synchronized List<ProducerRecord<byte[], byte[]>> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** The userids of what was acknowledged on a topic, in order. */
    List<String> acknowledgedKeys(String topic) {
        return acknowledged().stream()
                .filter(record -> record.topic().equals(topic))
                .map(record -> new String(record.key(), UTF_8))
                .toList();
    }

    /** Acknowledges what was held back. */
    void acknowledgeAll() {
        List<ScriptedProducer> all;
        synchronized (this) {
            all = List.copyOf(producers);
        }
        all.forEach(ScriptedProducer::acknowledgeAll);
    }

    private record Pending(ProducerRecord<byte[], byte[]> record, Callback callback) {}

    private final class ScriptedProducer extends MockProducer<byte[], byte[]> {

        private final int number;
        private final List<Pending> pending = new ArrayList<>();
        private int sends;

        private ScriptedProducer(int number) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.number = number;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            synchronized (FakeKafka.this) {
                sent.add(record);
                try {
                    answer(record, callback, script.answer(number, sends++, record));
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    callback.onCompletion(null, e);
                }
                return CompletableFuture.completedFuture(METADATA);
            }
        }

        private void answer(ProducerRecord<byte[], byte[]> record, Callback callback, Answer answer) {
            if (answer.acknowledged()) {
                acknowledged.add(record);
                callback.onCompletion(METADATA, null);
            } else if (answer.failure() == null) {
                pending.add(new Pending(record, callback));
            } else {
                callback.onCompletion(null, answer.failure());
            }
        }

        private void acknowledgeAll() {
            synchronized (FakeKafka.this) {
                for (Pending each : pending) {
                    acknowledged.add(each.record());
                    each.callback().onCompletion(METADATA, null);
                }
                pending.clear();
            }
        }

        @Override
        public void close(Duration timeout) {
            synchronized (FakeKafka.this) {
                pending.forEach(each -> each.callback()
                        .onCompletion(null, new IllegalStateException("Producer is closed forcefully.")));
                pending.clear();
            }
        }
    }
}
