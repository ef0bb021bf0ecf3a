package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.producer.FaultyNetwork.Fault;
import io.exposures.testing.BrokerProcess;
import io.exposures.testing.LocalPorts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** The network between the client and a healthy broker loses bytes without a word. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkFaultIT {

    private static final int RECORDS = 2_000;

    private final int port = LocalPorts.free();
    private final FaultyNetwork network = new FaultyNetwork(port);
    private BrokerProcess broker;
    private Properties properties;
    private TopicReader reader;
    private Journal journal;

    @BeforeAll
    void start() {
        String advertised = "PLAINTEXT://127.0.0.1:" + network.port();
        broker = BrokerProcess.start(port, Map.of("advertised.listeners", advertised));
    }

    @AfterAll
    void stop() throws Exception {
        broker.close();
        network.close();
    }

    @BeforeEach
    void topics(TestInfo test) throws Exception {
        String prefix = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT) + ".";
        String servers = "127.0.0.1:" + network.port();
        properties = Examples.properties(servers);
        properties.put("exposures.topic.prefix", prefix);
        properties.put("request.timeout.ms", "1500");
        reader = new TopicReader(servers, properties.getProperty("schema.registry.url"), prefix);
        reader.createTopics();
        journal = new Journal();
    }

    @Test
    void lostAcknowledgementsLeaveOneCopyOfEachRecord() {
        KafkaLogClient client = connectedClient();
        network.inject(Fault.NO_ANSWERS);
        long before = network.swallowed();
        journal.log(client, "during", 0, RECORDS);
        await().atMost(Journal.patience()).until(() -> network.swallowed() > before);
        assertThat(client.flush(Duration.ofSeconds(3))).isEqualTo(RECORDS);

        network.heal();

        assertThat(client.close(Journal.patience())).isZero();
        journal.assertExactly(client, reader::forEachOutcome);
    }

    @Test
    void aSilentCutDelaysButLosesNothingAndBlocksNoCaller() {
        KafkaLogClient client = connectedClient();
        network.inject(Fault.SILENCE);
        long before = network.swallowed();
        journal.log(client, "during", 0, RECORDS);
        await().atMost(Journal.patience()).until(() -> network.swallowed() > before);
        assertThat(client.flush(Duration.ofSeconds(4))).isEqualTo(RECORDS);
        assertThat(callersInsideKafka()).isZero();

        network.heal();

        assertThat(client.close(Journal.patience())).isZero();
        journal.assertExactly(client, reader::forEachOutcome);
    }

    /** Threads that are inside Kafka's producer and are none of the client's own. */
    private static long callersInsideKafka() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> !(entry.getKey() instanceof ClientThread))
                .filter(entry -> List.of(entry.getValue()).stream()
                        .anyMatch(frame -> frame.getClassName().endsWith(".KafkaProducer")))
                .count();
    }

    /** A service that wants records to be given up by Kafka after a while may have it; they are sent again all the same. */
    @Test
    void recordsThatKafkaGaveUpAreSentAgainWithTheSameId() {
        properties.put("delivery.timeout.ms", "3000");
        properties.put("linger.ms", "5");
        KafkaLogClient client = connectedClient();
        network.inject(Fault.NO_ANSWERS);
        journal.log(client, "during", 0, RECORDS);
        await().atMost(Journal.patience())
                .until(() ->
                        client.health().problems().stream().anyMatch(problem -> problem.contains("wait for Kafka")));

        network.heal();

        assertThat(client.close(Journal.patience())).isZero();
        journal.assertEachAtLeastOnce(reader::forEachOutcome);
        assertThat(client.counts(RecordKind.OUTCOME).delivered()).isEqualTo(journal.size());
    }

    @Test
    void theDeathOfKafkasOwnThreadLosesNothing() {
        properties.put("interceptor.classes", DeadlyInterceptor.class.getName());
        DeadlyInterceptor.armed.set(false);
        KafkaLogClient client = connectedClient();
        DeadlyInterceptor.armed.set(true);

        journal.log(client, "during", 0, RECORDS);

        assertThat(client.close(Journal.patience())).isZero();
        assertThat(DeadlyInterceptor.armed.get()).as("Kafka's thread has died").isFalse();
        journal.assertEachAtLeastOnce(reader::forEachOutcome);
        assertThat(client.counts(RecordKind.OUTCOME).delivered()).isEqualTo(journal.size());
    }

    /** Ends the thread on which Kafka acknowledges, once. */
    public static final class DeadlyInterceptor implements ProducerInterceptor<byte[], byte[]> {

        static final AtomicBoolean armed = new AtomicBoolean();

        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
            return record;
        }

        @Override
        public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
            if (armed.compareAndSet(true, false)) {
                throw new OutOfMemoryError("on Kafka's own thread");
            }
        }

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    private KafkaLogClient connectedClient() {
        KafkaLogClient client = KafkaLogClient.builder().properties(properties).build();
        journal.log(client, "before", 0, 100);
        assertThat(client.flush(Journal.patience())).isZero();
        return client;
    }
}
