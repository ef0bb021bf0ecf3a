package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.schemas.Topics;
import io.exposures.testing.SharedBroker;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics that change under a joiner: numbers stop, and say why; a start on them is refused. */
class TopicChangesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> WATCHFUL = Map.of("joiner.topics.check.interval", "PT0.5S");

    @TempDir
    Path stateDir;

    private JoinerSetup setup;
    private Admin admin;
    private Traffic traffic;

    @BeforeEach
    void setUp() {
        setup = new JoinerSetup(TopicChangesIT.class, stateDir);
        admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()));
        traffic = new Traffic(5, 100, Instant.now());
    }

    @AfterEach
    void tearDown() {
        admin.close();
        setup.close();
    }

    private Joiner startAndConsume() {
        Joiner joiner = setup.start(WATCHFUL);
        setup.send(traffic.exposures, traffic.outcomes, 5);
        setup.awaitConsumed(joiner, traffic);
        return joiner;
    }

    private void addPartitions() throws Exception {
        admin.createPartitions(Map.of(
                        setup.topics.exposures().name(), NewPartitions.increaseTo(8),
                        setup.topics.outcomes().name(), NewPartitions.increaseTo(8)))
                .all()
                .get();
    }

    private void recreate(String topic) throws Exception {
        delete(topic);
        admin.createTopics(List.of(
                        new NewTopic(topic, 4, (short) 1).configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                .all()
                .get();
    }

    private void delete(String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(PATIENCE).until(() -> isGone(topic));
    }

    private boolean isGone(String topic) throws InterruptedException {
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            return e.getCause() instanceof UnknownTopicOrPartitionException;
        }
    }

    /** Not ready, and says why with every answer; the numbers are those from before, at the offsets from before. */
    private void assertStandsStill(Joiner joiner, JsonNode before, String why) {
        await().atMost(PATIENCE)
                .until(() ->
                        setup.get(joiner, "/health").path("degraded").asText().contains(why));
        HttpResponse<String> ready = setup.answer(joiner.address(), "/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(JoinerSetup.json(ready).path("detail").asText()).contains(why);
        await().atMost(PATIENCE)
                .until(() ->
                        !setup.get(joiner, "/health").path("stream").asText().equals("RUNNING"));
        HttpResponse<String> experiment = setup.answer(joiner.address(), "/api/v1/experiments/experiment-0");
        assertThat(experiment.headers().firstValue("Exposures-Degraded")).isPresent();
        assertThat(JoinerSetup.json(experiment)).isEqualTo(before);
        assertThat(setup.answer(joiner.address(), "/livez").statusCode()).isEqualTo(200);
        assertThat(setup.answer(joiner.address(), "/metrics").body()).contains("exposures_joiner_degraded 1.0");
    }

    private JsonNode experiment(Joiner joiner) {
        return setup.get(joiner, "/api/v1/experiments/experiment-0");
    }

    @Test
    void partitionsAddedWhileRunningStopTheNumbersAndNameBothCounts() throws Exception {
        try (Joiner joiner = startAndConsume()) {
            JsonNode before = experiment(joiner);
            addPartitions();
            assertStandsStill(joiner, before, "had 4 partitions when the state was made, now they have 8");
        }
    }

    @Test
    void partitionsAddedWhileStoppedAreRefusedNamingBothCountsAndTheWay() throws Exception {
        startAndConsume().close();
        addPartitions();
        assertThatThrownBy(() -> setup.start(WATCHFUL))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("had 4 partitions when the state was made, now they have 8")
                .hasMessageContaining("new application.id")
                .hasMessageContaining("certify");
    }

    @Test
    void anInputThatIsDeletedAndCreatedAnewWhileRunningStopsTheNumbers() throws Exception {
        try (Joiner joiner = startAndConsume()) {
            JsonNode before = experiment(joiner);
            recreate(setup.topics.exposures().name());
            setup.send(traffic.exposures, List.of(), 6);
            assertStandsStill(
                    joiner, before, "topic " + setup.topics.exposures().name() + " was deleted");
        }
        assertThatThrownBy(() -> setup.start(WATCHFUL))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(setup.topics.exposures().name() + " was deleted and created anew");
    }

    @Test
    void aChangelogThatIsDeletedWhileStoppedIsRefused() throws Exception {
        try (Joiner joiner = startAndConsume()) {
            // The changelogs are remembered by a later look than the first.
            String group = setup.prefix + "joiner-origin";
            await().atMost(PATIENCE)
                    .until(() ->
                            admin
                                    .listConsumerGroupOffsets(group)
                                    .partitionsToOffsetAndMetadata()
                                    .get()
                                    .values()
                                    .stream()
                                    .anyMatch(offset -> offset.metadata().contains("users-changelog")));
            assertThat(joiner.address()).isNotNull();
        }
        delete(setup.prefix + "joiner-users-changelog");
        assertThatThrownBy(() -> setup.start(WATCHFUL))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("users-changelog was deleted");
    }

    @Test
    void anotherPipelineWithTheSameApplicationIdIsRefusedAndTheFirstGoesOn() {
        try (Joiner joiner = startAndConsume()) {
            Topics others = Topics.withPrefix(setup.prefix + "other.");
            assertThatThrownBy(() -> setup.start(Map.of(
                            "joiner.topic.prefix",
                            setup.prefix + "other.",
                            "state.dir",
                            stateDir.resolve("other").toString())))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("application.id " + setup.prefix + "joiner belongs to the joiner")
                    .hasMessageContaining(others.ledger().name());
            setup.send(traffic.exposures, List.of(), 7);
            await().atMost(PATIENCE)
                    .until(() -> setup.get(joiner, "/api/v1/ledger")
                                    .at("/total/exposures/consumed")
                                    .asLong()
                            == 2L * traffic.exposures.size());
        }
    }

    @Test
    void offsetsThatWereSetBackStopTheNumbersBeforeAnythingIsCountedTwice() throws Exception {
        JsonNode before;
        try (Joiner joiner = startAndConsume()) {
            before = experiment(joiner);
        }
        Map<TopicPartition, OffsetAndMetadata> back = new HashMap<>();
        for (int partition = 0; partition < 4; partition++) {
            back.put(new TopicPartition(setup.topics.exposures().name(), partition), new OffsetAndMetadata(0));
        }
        admin.alterConsumerGroupOffsets(setup.prefix + "joiner", back).all().get();
        try (Joiner joiner = setup.start(WATCHFUL)) {
            assertStandsStill(joiner, before, "the offsets of the group were set back");
        }
    }

    @Test
    void anotherHorizonIsRefused() {
        startAndConsume().close();
        assertThatThrownBy(() -> setup.start(Map.of("joiner.horizon", "PT1H")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("joiner.horizon was PT24H when the state was made, now it is PT1H");
    }
}
