package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.testing.SharedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic's retention overtakes a joiner that was away. */
class RetentionIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int PARTITIONS = 2;

    private final Map<String, String> settings =
            Map.of("joiner.partitions", "" + PARTITIONS, "joiner.heartbeats", "false");

    @TempDir
    Path stateDir;

    private JoinerSetup setup;

    @BeforeEach
    void setUp() {
        setup = new JoinerSetup(RetentionIT.class, stateDir);
    }

    @AfterEach
    void tearDown() {
        setup.close();
    }

    @Test
    void whatIsDeletedUnreadIsCountedAndTheRestIsRead() throws Exception {
        Traffic seen = new Traffic(1, 200, Instant.now());
        Traffic missed = new Traffic(2, 200, Instant.now());
        try (Joiner joiner = setup.start(settings)) {
            setup.send(seen.exposures, seen.outcomes, 1);
            setup.awaitConsumed(joiner, seen);
        }
        long[] readUpTo = ends();
        setup.send(missed.exposures, missed.outcomes, 2);
        long lost = deleteHalfOfWhatCameSince(readUpTo);
        assertThat(lost).as("something is lost").isPositive();
        try (Joiner joiner = setup.start(settings)) {
            String expected = "exposures_joiner_lost_to_retention_records_total{topic=\"exposures\"} " + (double) lost;
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(setup.text(joiner, "/metrics")).contains(expected));
            long rest = seen.exposures.size() + missed.exposures.size() - lost;
            await().atMost(PATIENCE).until(() -> consumed(joiner, "exposures") == rest);
            assertThat(setup.text(joiner, "/metrics"))
                    .contains("exposures_joiner_lost_to_retention_records_total{topic=\"outcomes\"} 0.0");
        }
    }

    private long consumed(Joiner joiner, String topic) {
        JsonNode total = setup.get(joiner, "/api/v1/ledger").path("total");
        return total.path(topic).path("consumed").asLong();
    }

    /** End offsets of the exposures, by partition. */
    private long[] ends() throws Exception {
        long[] ends = new long[PARTITIONS];
        try (Admin admin = admin()) {
            for (int i = 0; i < PARTITIONS; i++) {
                TopicPartition place = place(i);
                ends[i] = admin.listOffsets(Map.of(place, OffsetSpec.latest()))
                        .partitionResult(place)
                        .get()
                        .offset();
            }
        }
        return ends;
    }

    /** How many records are deleted. */
    private long deleteHalfOfWhatCameSince(long[] from) throws Exception {
        long[] to = ends();
        Map<TopicPartition, RecordsToDelete> deletions = new HashMap<>();
        long deleted = 0;
        for (int i = 0; i < PARTITIONS; i++) {
            long half = (to[i] - from[i]) / 2;
            deleted += half;
            deletions.put(place(i), RecordsToDelete.beforeOffset(from[i] + half));
        }
        try (Admin admin = admin()) {
            admin.deleteRecords(deletions).all().get();
        }
        return deleted;
    }

    private TopicPartition place(int partition) {
        return new TopicPartition(setup.topics.exposures().name(), partition);
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()));
    }
}
