package io.exposures.producer;

import static io.exposures.producer.Counts.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.testing.RegistryFault;
import io.exposures.testing.RegistryServer;
import io.exposures.testing.SharedBroker;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real broker, and a registry that is away, slow, talks nonsense, or refuses. */
class RegistryOutageIT {

    private static final int RECORDS = 500;

    private final String prefix = SharedBroker.newPrefix(RegistryOutageIT.class);
    private final RegistryServer registry = RegistryServer.start();
    private final Properties properties = Examples.properties(SharedBroker.bootstrapServers());
    private final TopicReader reader = new TopicReader(SharedBroker.bootstrapServers(), registry.url(), prefix);
    private final Journal journal = new Journal();

    @BeforeEach
    void topics() throws Exception {
        properties.put("exposures.topic.prefix", prefix);
        properties.put("schema.registry.url", registry.url());
        properties.put("schema.registry.max.block.ms", "500");
        reader.createTopics();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "HANG", "HANG_IN_BODY", "ERROR_500", "GARBAGE", "NOT_A_REGISTRY", "WRONG_ID"})
    void recordsWaitForARegistryThatGivesNoUsableAnswer(RegistryFault fault) {
        registry.inject(fault);
        KafkaLogClient client = client();
        journal.log(client, "main", 0, RECORDS);
        await().atMost(Journal.patience()).until(() -> client.health().state() == ProducerHealth.State.HELD_UP);
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(counts(RECORDS, 0, Map.of(), RECORDS));

        registry.heal();

        assertThat(client.close(Journal.patience())).isZero();
        journal.assertExactly(client, reader::forEachOutcome);
        assertThat(client.counts(RecordKind.OUTCOME).delivered()).isEqualTo(RECORDS);
    }

    @Test
    void onceTheSchemaIsKnownTheRegistryIsNotNeeded() {
        KafkaLogClient client = client();
        journal.log(client, "first", 0, 1);
        assertThat(client.flush(Journal.patience())).isZero();
        registry.inject(RegistryFault.DOWN);

        journal.log(client, "later", 0, RECORDS);

        assertThat(client.close(Journal.patience())).isZero();
        registry.heal();
        journal.assertExactly(client, reader::forEachOutcome);
        assertThat(client.counts(RecordKind.OUTCOME).delivered()).isEqualTo(RECORDS + 1);
    }

    @Test
    void aRefusedSchemaStopsOnlyItsKindOfRecord() {
        KafkaLogClient client = client();
        client.outcomeLogger().log("ann", "click");
        assertThat(client.flush(Journal.patience())).isZero();
        registry.inject(RegistryFault.CONFLICT_409);
        for (int i = 0; i < RECORDS; i++) {
            client.exposureLogger().log(Examples.exposure("user-" + i));
            client.outcomeLogger().log("user-" + i, "click");
        }

        assertThat(client.flush(Journal.patience())).isZero();

        assertThat(client.counts(RecordKind.EXPOSURE))
                .isEqualTo(counts(RECORDS, 0, Map.of(DropReason.SCHEMA_REFUSED, (long) RECORDS), 0));
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(counts(RECORDS + 1, RECORDS + 1, Map.of(), 0));
        assertThat(client.health().problems()).hasSize(1).allMatch(problem -> problem.contains("schema is refused"));
        assertThat(registry.requests()).as("a refusal is remembered").isLessThan(20);
        registry.heal();
        client.close(Duration.ofSeconds(10));
        assertThat(reader.outcomes()).hasSize(RECORDS + 1);
        assertThat(reader.exposures()).isEmpty();
    }

    private KafkaLogClient client() {
        return KafkaLogClient.builder().properties(properties).build();
    }
}
