package io.exposures.joiner.query;

import static io.exposures.joiner.query.SnapshotExamples.ledger;
import static io.exposures.joiner.query.SnapshotExamples.ledgerKey;
import static io.exposures.joiner.query.SnapshotExamples.loss;
import static io.exposures.joiner.query.SnapshotExamples.lossKey;
import static io.exposures.joiner.query.SnapshotExamples.summary;
import static io.exposures.joiner.query.SnapshotExamples.summaryKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.exposures.records.Ledger;
import io.exposures.records.Summary;
import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import io.exposures.schemas.serde.AvroDeserializer;
import io.exposures.schemas.serde.AvroSerializer;
import io.exposures.testing.BrokerProcess;
import io.exposures.testing.RegistryFault;
import io.exposures.testing.RegistryServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reader on a real broker, with transactions, and with a broker and a registry that fail. */
class SnapshotReaderIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // Set before all tests.
    private static BrokerProcess broker;

    private final Topics topics = Topics.withPrefix("reader-" + PREFIXES.incrementAndGet() + ".");
    private final RegistryServer registry = RegistryServer.start();
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private KafkaProducer<String, byte[]> producer;

    @BeforeAll
    static void startBroker() {
        broker = BrokerProcess.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopics() throws Exception {
        serializer.configure(Map.of("schema.registry.url", registry.url()), false);
        producer = producer(Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(topic(topics.summaries()), topic(topics.ledger())))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void close() {
        producer.close();
        registry.close();
    }

    @Test
    void keepsTheNewestSnapshotOfEachPartition() {
        send(topics.summaries(), summaryKey(0), summary(0, 1));
        send(topics.summaries(), summaryKey(1), summary(1, 10));
        send(topics.summaries(), summaryKey(0), summary(0, 5));
        send(topics.ledger(), ledgerKey(0), ledger(0, 7));
        send(topics.ledger(), lossKey("a"), loss("a", 3));
        try (SnapshotReader reader = started()) {
            await().atMost(SOON).until(reader::caughtUp);
            MergedStats stats = stats(reader);
            assertThat(units(stats)).hasValue(15);
            assertThat(stats.ledger().exposures().consumed()).isEqualTo(7);
            assertThat(stats.ledger().losses())
                    .extracting(LossReport.Loss::count)
                    .containsExactly(3L);
            assertThat(reader.recordsRead()).isEqualTo(5);
        }
    }

    @Test
    void followsWhatIsWrittenLater() {
        try (SnapshotReader reader = started()) {
            await().atMost(SOON).until(reader::caughtUp);
            send(topics.summaries(), summaryKey(0), summary(0, 4));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(units(stats(reader))).hasValue(4));
        }
    }

    @Test
    void tombstonesTakeSnapshotsBack() {
        send(topics.summaries(), summaryKey(0), summary(0, 1));
        send(topics.summaries(), summaryKey(1), summary(1, 2));
        send(topics.ledger(), ledgerKey(0), ledger(0, 7));
        send(topics.summaries(), summaryKey(0), null);
        send(topics.ledger(), ledgerKey(0), null);
        try (SnapshotReader reader = started()) {
            await().atMost(SOON).until(reader::caughtUp);
            assertThat(units(stats(reader))).hasValue(2);
            assertThat(reader.snapshots().ledgers()).isEmpty();
        }
    }

    @Test
    void knowsNothingOfTransactionsThatDidNotEndWell() {
        try (KafkaProducer<String, byte[]> transactional =
                producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.prefix() + "writer"))) {
            transactional.initTransactions();
            transactional.beginTransaction();
            send(transactional, record(topics.summaries(), summaryKey(0), summary(0, 1)));
            transactional.commitTransaction();
            transactional.beginTransaction();
            send(transactional, record(topics.summaries(), summaryKey(0), summary(0, 99)));
            transactional.abortTransaction();
        }
        try (SnapshotReader reader = started()) {
            await().atMost(SOON).until(reader::caughtUp);
            assertThat(units(stats(reader))).hasValue(1);
        }
    }

    @Test
    void countsAndSkipsWhatItCannotDecode() {
        send(producer, new ProducerRecord<>(topics.summaries().name(), "noise", new byte[] {1, 2, 3}));
        send(producer, new ProducerRecord<>(topics.ledger().name(), "noise", null));
        send(topics.summaries(), summaryKey(1), summary(1, 3, "not a number"));
        send(topics.ledger(), ledgerKey(0), new Ledger(null, null));
        send(topics.summaries(), summaryKey(0), summary(0, 6));
        try (SnapshotReader reader = started()) {
            await().atMost(SOON).until(reader::caughtUp);
            assertThat(reader.recordsSkipped()).isEqualTo(4);
            assertThat(units(stats(reader))).hasValue(6);
        }
    }

    @Test
    void waitsForARegistryRatherThanSkip() {
        send(topics.summaries(), summaryKey(0), summary(0, 8));
        registry.inject(RegistryFault.ERROR_500);
        try (SnapshotReader reader = started()) {
            await().atMost(SOON).until(() -> registry.requests() > 1);
            assertThat(reader.caughtUp()).isFalse();
            assertThatThrownBy(() -> stats(reader).experiments()).isInstanceOf(NotReadyException.class);
            registry.heal();
            await().atMost(SOON).until(reader::caughtUp);
            assertThat(units(stats(reader))).hasValue(8);
            assertThat(reader.recordsSkipped()).isZero();
        }
    }

    @Test
    void goesOnWhenTheBrokerComesBack() {
        send(topics.summaries(), summaryKey(0), summary(0, 1));
        try (SnapshotReader reader = started()) {
            await().atMost(SOON).until(reader::caughtUp);
            broker.kill();
            assertThat(units(stats(reader))).hasValue(1);
            broker.restart();
            send(topics.summaries(), summaryKey(0), summary(0, 2));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(units(stats(reader))).hasValue(2));
            assertThat(reader.recordsRead()).isEqualTo(2);
        }
    }

    @Test
    void waitsForABrokerThatIsNotThereYet() {
        send(topics.summaries(), summaryKey(0), summary(0, 3));
        broker.kill();
        try (SnapshotReader reader = started()) {
            broker.restart();
            await().atMost(SOON).until(reader::caughtUp);
            assertThat(units(stats(reader))).hasValue(3);
        }
    }

    @Test
    void stopsWhileTheBrokerDoesNotAnswer() {
        SnapshotReader stopped;
        try (SnapshotReader reader = started()) {
            await().atMost(SOON).until(reader::caughtUp);
            broker.kill();
            stopped = reader;
        }
        broker.restart();
        assertThat(stopped.isRunning()).isFalse();
    }

    private SnapshotReader started() {
        SnapshotReader reader = new SnapshotReader(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                topics,
                deserializer(Summary.class),
                deserializer(Ledger.class));
        reader.start();
        return reader;
    }

    private static MergedStats stats(SnapshotReader reader) {
        return new MergedStats(
                reader.snapshots(), reader::caughtUp, id -> Optional.empty(), (userid, replica) -> Optional.empty(), 2);
    }

    private static OptionalLong units(MergedStats stats) {
        return stats.experiments().stream().mapToLong(ExperimentStats::units).findFirst();
    }

    private <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        AvroDeserializer<T> deserializer = new AvroDeserializer<>(type);
        deserializer.configure(Map.of("schema.registry.url", registry.url()), false);
        return deserializer;
    }

    private void send(Topic<?> topic, String key, @Nullable SpecificRecord value) {
        send(producer, record(topic, key, value));
    }

    private static void send(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        Future<RecordMetadata> sent = producer.send(record);
        producer.flush();
        assertThat(sent).succeedsWithin(SOON);
    }

    private ProducerRecord<String, byte[]> record(Topic<?> topic, String key, @Nullable SpecificRecord value) {
        return new ProducerRecord<>(topic.name(), key, serializer.serialize(topic.name(), value));
    }

    private static KafkaProducer<String, byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
    }

    private static NewTopic topic(Topic<?> topic) {
        return new NewTopic(topic.name(), topic.partitions(1), (short) 1).configs(topic.config());
    }
}
