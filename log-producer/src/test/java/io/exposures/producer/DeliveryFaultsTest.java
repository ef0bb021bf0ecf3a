package io.exposures.producer;

import static io.exposures.producer.Counts.assertBalanced;
import static io.exposures.producer.Counts.counts;
import static io.exposures.producer.Counts.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.producer.FakeKafka.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The delivery thread meets everything that Kafka, its producer and the serializer can throw at it. */
class DeliveryFaultsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String OUTCOMES = "outcomes";
    private static final List<String> USERS =
            IntStream.range(0, 10).mapToObj(i -> "user-" + i).toList();

    @AfterEach
    void healSerializer() {
        FaultySerializer.fault = topic -> {};
    }

    @Test
    void aFatalErrorMakesANewProducerWhichSendsOnlyWhatWasNotAcknowledged() {
        FakeKafka kafka = new FakeKafka((producer, send, record) -> {
            if (producer > 0 || send < 3) {
                return Answer.ACKNOWLEDGED;
            }
            return send == 6 ? Answer.failed(new OutOfOrderSequenceException("lost")) : Answer.HELD_BACK;
        });
        KafkaLogClient client = kafka.client(properties());

        logAll(client);

        assertThat(client.close(LONG)).isZero();
        assertThat(kafka.producers()).isEqualTo(2);
        assertThat(kafka.acknowledgedKeys(OUTCOMES)).isEqualTo(USERS);
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(counts(10, 10, Map.of(), 0));
    }

    @Test
    void whatKafkaHoldsBackBecauseTheClockWasSetBackIsSentByANewProducer() {
        AtomicLong millis = new AtomicLong();
        FakeKafka kafka = new FakeKafka(
                (producer, send, record) -> producer == 0 && send >= 4 ? Answer.HELD_BACK : Answer.ACKNOWLEDGED);
        KafkaLogClient client = kafka.builder(properties())
                .clockWatch(new ClockWatch(() -> millis.get() + System.nanoTime() / 1_000_000, System::nanoTime))
                .build();
        logAll(client);
        await().atMost(LONG).until(() -> kafka.sent().size() == 10);

        millis.addAndGet(-Duration.ofHours(1).toMillis());

        await().atMost(LONG).until(() -> client.counts(RecordKind.OUTCOME).equals(counts(10, 10, Map.of(), 0)));
        assertThat(kafka.producers()).isEqualTo(2);
        assertThat(kafka.acknowledgedKeys(OUTCOMES)).isEqualTo(USERS);
        assertThat(client.close(LONG)).isZero();
    }

    @Test
    void anErrorThrownBySendIsSurvived() {
        AtomicBoolean thrown = new AtomicBoolean();
        FakeKafka kafka = new FakeKafka((producer, send, record) -> {
            if (send == 2 && thrown.compareAndSet(false, true)) {
                throw new OutOfMemoryError("for once");
            }
            return Answer.ACKNOWLEDGED;
        });
        KafkaLogClient client = kafka.client(properties());

        logAll(client);

        assertThat(client.close(LONG)).isZero();
        assertThat(kafka.acknowledgedKeys(OUTCOMES)).isEqualTo(USERS);
    }

    @Test
    void aProducerThatCannotBeMadeIsTriedAgain() {
        FakeKafka kafka = FakeKafka.healthy();
        AtomicInteger attempts = new AtomicInteger();
        KafkaLogClient client = KafkaLogClient.builder()
                .properties(properties())
                .producerFactory(settings -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new KafkaException("no address of the broker can be resolved");
                    }
                    return kafka.make(settings);
                })
                .build();

        logAll(client);

        assertThat(client.close(LONG)).isZero();
        assertThat(kafka.acknowledgedKeys(OUTCOMES)).isEqualTo(USERS);
        assertThat(attempts.get()).isEqualTo(3);
    }

    @Test
    void whatTimesOutIsSentAgainInOrder() {
        FakeKafka kafka = new FakeKafka((producer, send, record) -> {
            if (send >= 4 && send < 7) {
                throw new TimeoutException("no metadata");
            }
            return Answer.ACKNOWLEDGED;
        });
        KafkaLogClient client = kafka.client(properties());

        logAll(client);

        assertThat(client.close(LONG)).isZero();
        assertThat(kafka.acknowledgedKeys(OUTCOMES)).isEqualTo(USERS);
        assertThat(kafka.producers()).isEqualTo(1);
    }

    @Test
    void anInterruptedSendIsRepeated() {
        AtomicBoolean interrupted = new AtomicBoolean();
        FakeKafka kafka = new FakeKafka((producer, send, record) -> {
            if (interrupted.compareAndSet(false, true)) {
                throw new InterruptException("stop");
            }
            return Answer.ACKNOWLEDGED;
        });
        KafkaLogClient client = kafka.client(properties());

        logAll(client);

        assertThat(client.close(LONG)).isZero();
        assertThat(kafka.acknowledgedKeys(OUTCOMES)).isEqualTo(USERS);
    }

    @Test
    void aRecordThatKafkaFindsTooLargeIsDroppedAlone() {
        FakeKafka kafka = new FakeKafka((producer, send, record) -> {
            if (isFrom("user-4", record)) {
                throw new RecordTooLargeException("too large");
            }
            return Answer.ACKNOWLEDGED;
        });
        KafkaLogClient client = kafka.client(properties());

        logAll(client);

        assertThat(client.close(LONG)).isZero();
        List<String> others = new ArrayList<>(USERS);
        others.remove("user-4");
        assertThat(kafka.acknowledgedKeys(OUTCOMES)).isEqualTo(others);
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(counts(10, 9, Map.of(DropReason.TOO_LARGE, 1L), 0));
    }

    @Test
    void aProducerWhoseNetworkThreadDiesIsReplaced() {
        FakeKafka kafka =
                new FakeKafka((producer, send, record) -> producer == 0 ? Answer.HELD_BACK : Answer.ACKNOWLEDGED);
        KafkaLogClient client = KafkaLogClient.builder()
                .properties(properties())
                .producerFactory(settings -> {
                    boolean first = kafka.producers() == 0;
                    Thread network = new Thread(
                            first ? DeliveryFaultsTest::runBriefly : DeliveryFaultsTest::runForever,
                            "kafka-producer-network-thread | test");
                    network.setDaemon(true);
                    network.start();
                    return kafka.make(settings);
                })
                .build();

        logAll(client);

        assertThat(client.close(LONG)).isZero();
        assertThat(kafka.acknowledgedKeys(OUTCOMES)).isEqualTo(USERS);
        assertThat(kafka.producers()).isEqualTo(2);
    }

    private static void runBriefly() {
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    }

    private static void runForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void interruptsOfTheDeliveryThreadMeanNothing() {
        FakeKafka kafka = FakeKafka.healthy();
        KafkaLogClient client = kafka.client(properties());
        Thread delivery = deliveryThread();
        for (int i = 0; i < 20_000; i++) {
            client.outcomeLogger().log("user-" + i, "click");
            delivery.interrupt();
        }

        assertThat(client.close(LONG)).isZero();

        assertThat(kafka.acknowledgedKeys(OUTCOMES)).hasSize(20_000).doesNotHaveDuplicates();
        assertBalanced(client);
    }

    private static Thread deliveryThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("exposures-delivery") && thread.isAlive())
                .max(Comparator.comparingLong(Thread::getId))
                .orElseThrow();
    }

    @Test
    void aRecordThatMakesTheSerializerFailWithAnErrorIsGivenUpInTheEnd() {
        AtomicInteger errors = new AtomicInteger();
        FaultySerializer.fault = topic -> {
            if (errors.incrementAndGet() <= 3) {
                throw new StackOverflowError("odd record");
            }
        };
        FakeKafka kafka = FakeKafka.healthy();
        KafkaLogClient client = kafka.client(withFaultySerializer());

        logAll(client);

        assertThat(client.close(LONG)).isZero();
        assertThat(client.counts(RecordKind.OUTCOME))
                .isEqualTo(counts(10, 9, Map.of(DropReason.INTERNAL_ERROR, 1L), 0));
    }

    @Test
    void aRecordThatCannotBeSerializedIsDroppedAlone() {
        AtomicBoolean thrown = new AtomicBoolean();
        FaultySerializer.fault = topic -> {
            if (thrown.compareAndSet(false, true)) {
                throw new SerializationException("odd record");
            }
        };
        KafkaLogClient client = FakeKafka.healthy().client(withFaultySerializer());

        logAll(client);

        assertThat(client.close(LONG)).isZero();
        assertThat(client.counts(RecordKind.OUTCOME))
                .isEqualTo(counts(10, 9, Map.of(DropReason.NOT_SERIALIZABLE, 1L), 0));
    }

    @Test
    void anUnknownSchemaWaitsAndOnlyItsOwnKindOfRecord() {
        Set<String> unknown = Collections.synchronizedSet(new HashSet<>(Set.of("exposures")));
        FaultySerializer.fault = topic -> {
            if (unknown.contains(topic)) {
                throw new TimeoutException("the registry is away");
            }
        };
        KafkaLogClient client = FakeKafka.healthy().client(withFaultySerializer());
        client.exposureLogger().log(Examples.exposure("ann"));
        logAll(client);
        await().atMost(LONG).until(() -> client.counts(RecordKind.OUTCOME).delivered() == 10);

        assertThat(client.counts(RecordKind.EXPOSURE)).isEqualTo(counts(1, 0, Map.of(), 1));
        assertThat(client.health().state()).isEqualTo(ProducerHealth.State.HELD_UP);
        assertThat(client.health().problems())
                .containsExactly("records for exposures wait for the schema registry: the registry is away");

        unknown.clear();
        assertThat(client.flush(LONG)).isZero();
        assertThat(client.counts(RecordKind.EXPOSURE)).isEqualTo(counts(1, 1, Map.of(), 0));
        assertThat(client.health().problems()).isEmpty();
        client.close();
    }

    @Test
    void aRefusedSchemaStopsOnlyItsKindOfRecord() {
        FaultySerializer.fault = topic -> {
            if (topic.equals("exposures")) {
                throw new InvalidConfigurationException("incompatible schema");
            }
        };
        KafkaLogClient client = FakeKafka.healthy().client(withFaultySerializer());
        client.exposureLogger().log(Examples.exposure("ann"));
        logAll(client);

        assertThat(client.flush(LONG)).isZero();

        assertThat(client.counts(RecordKind.EXPOSURE))
                .isEqualTo(counts(1, 0, Map.of(DropReason.SCHEMA_REFUSED, 1L), 0));
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(counts(10, 10, Map.of(), 0));
        assertThat(client.health().problems())
                .containsExactly("records for exposures are dropped: their schema is refused: incompatible schema");
        client.close();
    }

    private static void logAll(KafkaLogClient client) {
        USERS.forEach(user -> client.outcomeLogger().log(user, "click"));
    }

    private static boolean isFrom(String userid, ProducerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8).equals(userid);
    }

    private static Properties withFaultySerializer() {
        return properties("value.serializer", FaultySerializer.class.getName());
    }

    /** A serializer that fails when the test says so. */
    public static final class FaultySerializer implements Serializer<SpecificRecord> {

        /** What may go wrong. */
        interface Fault {
            void strike(String topic);
        }

        static volatile Fault fault = topic -> {};

        @Override
        public byte[] serialize(String topic, SpecificRecord data) {
            fault.strike(topic);
            return new byte[] {1};
        }
    }
}
