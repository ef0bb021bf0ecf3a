package io.exposures.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** What every {@link KafkaBroker} must do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KafkaBrokerContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private KafkaBroker broker;
    private String topic;

    abstract KafkaBroker startBroker();

    @BeforeAll
    void start() {
        broker = startBroker();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        try (Admin admin = Admin.create(clientSettings())) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.of((short) 1))))
                    .all()
                    .get();
        }
    }

    @Test
    void whatIsProducedCanBeConsumed() throws Exception {
        try (var producer = producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, "ann", "1")).get();
        }
        assertThat(read(1)).containsExactly("1");
    }

    @Test
    void topicsAreNotCreatedByThemselves() {
        try (var producer = producer(Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, "2000"))) {
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>("absent", "1")).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);
        }
        try (Admin admin = Admin.create(clientSettings())) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("absent"))
                            .allTopicNames()
                            .get())
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void aKilledBrokerComesBackWithItsDataForTheSameClients() throws Exception {
        try (var producer = producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, "ann", "before")).get();

            broker.kill();
            assertThatThrownBy(broker::resume).isInstanceOf(RuntimeException.class);
            broker.restart();

            producer.send(new ProducerRecord<>(topic, "ann", "after")).get();
        }
        assertThat(read(2)).containsExactly("before", "after");
    }

    @Test
    void aRunningBrokerIsNotStartedTwice() {
        assertThatThrownBy(broker::restart).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFrozenBrokerAnswersAgainWhenResumed() throws Exception {
        try (var producer = producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, "ann", "before")).get();

            broker.pause();
            var sent = producer.send(new ProducerRecord<>(topic, "ann", "during"));
            assertThatThrownBy(() -> sent.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            broker.resume();

            sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(read(2)).containsExactly("before", "during");
    }

    @Test
    void onlyCommittedTransactionsAreRead() throws Exception {
        try (var producer = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "ann", "aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "ann", "committed")).get();
            producer.commitTransaction();
        }
        assertThat(read(1)).containsExactly("committed");
    }

    private KafkaProducer<String, String> producer(Map<String, String> settings) {
        Properties all = clientSettings();
        all.putAll(settings);
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    /** Reads the committed records of the topic until there are that many and the end is reached. */
    private List<String> read(int atLeast) {
        Properties settings = clientSettings();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (values.size() < atLeast || consumer.position(partition) < end) {
                assertThat(System.nanoTime()).as("deadline for reading").isLessThan(deadline);
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(100))) {
                    values.add(message.value());
                }
            }
        }
        return values;
    }

    private Properties clientSettings() {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return settings;
    }
}
