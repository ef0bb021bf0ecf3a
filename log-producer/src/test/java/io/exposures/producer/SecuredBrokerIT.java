package io.exposures.producer;

import static io.exposures.producer.Counts.assertBalanced;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.testing.SecuredBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A service on a broker that asks for TLS, a password, and rights: those of the operator's guide are enough. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredBrokerIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int RECORDS = 1_000;

    @TempDir
    static Path keys;

    private SecuredBroker broker;
    private Journal journal;
    private TopicReader reader;
    private String prefix;

    @BeforeAll
    void start() {
        broker = SecuredBroker.start(keys);
        broker.addUser("service");
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void topics(TestInfo test) throws Exception {
        prefix = test.getTestMethod().orElseThrow().getName() + ".";
        reader = new TopicReader(
                broker.openBootstrapServers(),
                Examples.properties(broker.openBootstrapServers()).getProperty("schema.registry.url"),
                prefix);
        reader.createTopics();
        journal = new Journal();
    }

    private KafkaLogClient client(String password) {
        Properties properties = Examples.properties(broker.openBootstrapServers());
        properties.putAll(broker.clientSettings("service", password));
        properties.put("exposures.topic.prefix", prefix);
        return KafkaLogClient.builder().properties(properties).build();
    }

    private void allow() {
        for (String topic : List.of("exposures", "outcomes", "ledger")) {
            broker.allow("service", TOPIC, LITERAL, prefix + topic, WRITE);
        }
    }

    private void log(KafkaLogClient client) {
        for (int i = 0; i < RECORDS; i++) {
            journal.log(client, "main", i);
        }
    }

    @Test
    void theRightToWriteIsEnough() {
        allow();
        KafkaLogClient client = client("service");
        log(client);
        assertThat(client.close(LONG)).isZero();
        journal.assertExactly(client, reader::forEachOutcome);
    }

    @Test
    void withoutTheRightRecordsWaitAndHealthSaysWhy() {
        KafkaLogClient client = client("service");
        log(client);
        await().atMost(LONG)
                .until(() -> client.health().problems().stream().anyMatch(problem -> problem.contains("uthoriz")));
        assertBalanced(client);

        allow();

        await().atMost(LONG).until(() -> client.counts(RecordKind.OUTCOME).waiting() == 0);
        assertThat(client.close(LONG)).isZero();
        journal.assertExactly(client, reader::forEachOutcome);
    }

    @Test
    void withAWrongPasswordRecordsWaitAndHealthSaysWhy() {
        KafkaLogClient client = client("guessed");
        log(client);
        await().atMost(LONG)
                .until(() -> client.health().problems().stream().anyMatch(problem -> problem.contains("uthenticat")));
        assertThat(client.counts(RecordKind.OUTCOME).waiting()).isEqualTo(RECORDS);
        assertBalanced(client);
        assertThat(client.close(Duration.ofMillis(100))).isEqualTo(RECORDS);
    }
}
