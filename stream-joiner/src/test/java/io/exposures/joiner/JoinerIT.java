package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Caps;
import io.exposures.joiner.join.LoggedRecord;
import io.exposures.joiner.join.NaiveOracle;
import io.exposures.joiner.join.Result;
import io.exposures.records.Outcome;
import io.exposures.testing.SharedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole joiner on a real broker with four partitions, against the naive oracle over the topics as they stand. */
class JoinerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long WEEK_MICROS = Duration.ofDays(7).toMillis() * 1000;
    private static final Caps CAPS = new Caps(1000, 3600, 10_000, 10_000);

    @TempDir
    Path stateDir;

    private JoinerSetup setup;

    @BeforeEach
    void setUp() {
        setup = new JoinerSetup(JoinerIT.class, stateDir);
    }

    @AfterEach
    void tearDown() {
        setup.close();
    }

    private InputLog log() {
        return new InputLog(SharedBroker.bootstrapServers(), setup.registry.url());
    }

    private Result expected() {
        InputLog log = log();
        List<LoggedRecord> exposures = log.exposures(setup.topics);
        List<LoggedRecord> outcomes = log.outcomes(setup.topics);
        return NaiveOracle.of(exposures, outcomes, CAPS, experiment -> BoundDefinition.byDefault(WEEK_MICROS));
    }

    private void assertMatches(Joiner joiner) {
        Result expected = expected();
        Result published = Published.of(log(), setup.topics);
        assertThat(published.rows()).isEqualTo(expected.rows());
        assertThat(published.statuses()).isEqualTo(expected.statuses());
        assertThat(Published.classes(setup.get(joiner, "/api/v1/ledger").path("total")))
                .isEqualTo(expected.classes());
    }

    @Test
    void anInterleavedRunGivesWhatTheOracleComputes() {
        Traffic traffic = new Traffic(7, 300, Instant.now());
        try (Joiner joiner = setup.start(Map.of())) {
            setup.send(traffic.exposures, traffic.outcomes, 7);
            setup.awaitConsumed(joiner, traffic);
            assertMatches(joiner);
        }
    }

    @Test
    void theSumsOfARunningJoinerAreThoseOfItsUnits() {
        Traffic traffic = new Traffic(8, 300, Instant.now());
        try (Joiner joiner = setup.start(Map.of())) {
            setup.send(traffic.exposures, traffic.outcomes, 8);
            setup.awaitConsumed(joiner, traffic);

            JsonNode check = setup.get(joiner, "/api/v1/experiments/experiment-0/check");
            assertThat(check.path("consistent").asBoolean())
                    .as(check.toString())
                    .isTrue();
            assertThat(check.path("partitions")).hasSize(4);
            assertThat(check.at("/partitions/0/users").asLong()).isPositive();
            JsonNode experiment = setup.get(joiner, "/api/v1/experiments/experiment-0");
            JsonNode results = setup.get(joiner, "/api/v1/experiments/experiment-0/results?view=to_date");
            assertThat(results.at("/crossed/of").asLong())
                    .isEqualTo(experiment.path("units").asLong());
            assertThat(results.at("/arms/0/analysed_units").asLong()).isPositive();
            JsonNode days = setup.get(joiner, "/api/v1/experiments/experiment-0/series?crossovers=first_seen")
                    .path("points");
            assertThat(days.path(days.size() - 1).at("/metrics/0/arms").findValues("units").stream()
                            .mapToLong(JsonNode::asLong)
                            .sum())
                    .isEqualTo(experiment.path("units").asLong());
        }
    }

    @Test
    void oneTopicReadWholeBeforeTheOtherGivesTheSame() {
        Traffic traffic = new Traffic(8, 200, Instant.now());
        try (Joiner joiner = setup.start(Map.of())) {
            setup.send(List.of(), traffic.outcomes, 8);
            await().atMost(PATIENCE)
                    .until(() -> setup.get(joiner, "/api/v1/ledger")
                                    .path("total")
                                    .path("outcomes")
                                    .path("consumed")
                                    .asLong()
                            == traffic.outcomes.size());
            setup.send(traffic.exposures, List.of(), 8);
            setup.awaitConsumed(joiner, traffic);
            assertMatches(joiner);
        }
    }

    @Test
    void aRestartGoesOnWhereItStopped() {
        Traffic before = new Traffic(9, 100, Instant.now());
        try (Joiner joiner = setup.start(Map.of())) {
            setup.send(before.exposures, before.outcomes, 9);
            setup.awaitConsumed(joiner, before);
        }
        Traffic after = new Traffic(10, 100, Instant.now());
        try (Joiner joiner = setup.start(Map.of())) {
            setup.send(after.exposures, after.outcomes, 10);
            before.exposures.addAll(after.exposures);
            before.outcomes.addAll(after.outcomes);
            setup.awaitConsumed(joiner, before);
            assertMatches(joiner);
        }
    }

    @Test
    void anExplanationSaysWhatTheJoinedTopicSays() {
        Traffic traffic = new Traffic(12, 40, Instant.now());
        try (Joiner joiner = setup.start(Map.of())) {
            setup.send(traffic.exposures, traffic.outcomes, 12);
            setup.awaitConsumed(joiner, traffic);
            Result published = Published.of(log(), setup.topics);
            for (Outcome outcome : traffic.outcomes) {
                String id = outcome.getEventId();
                JsonNode answer =
                        setup.get(joiner, "/api/v1/explain?userid=" + outcome.getUserid() + "&event_id=" + id);
                long rows = published.rows().keySet().stream()
                        .filter(key -> key.contains("|" + id + "|"))
                        .count();
                assertThat(answer.findValues("counts").stream()
                                .filter(JsonNode::asBoolean)
                                .count())
                        .as("%s", answer)
                        .isEqualTo(rows);
            }
        }
    }

    @Test
    void rejectedRecordsAreShownWithTheirReasons() {
        Traffic traffic = new Traffic(13, 60, Instant.now());
        try (Joiner joiner = setup.start(Map.of())) {
            setup.send(traffic.exposures, traffic.outcomes, 13);
            setup.awaitConsumed(joiner, traffic);
            long refused = Published.classes(setup.get(joiner, "/api/v1/ledger").path("total")).entrySet().stream()
                    .filter(count ->
                            count.getKey().endsWith("LATE") || count.getKey().endsWith("FUTURE"))
                    .mapToLong(Map.Entry::getValue)
                    .sum();

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                JsonNode rejected = setup.get(joiner, "/api/v1/rejected").path("rejected");
                assertThat(rejected.size()).isEqualTo((int) refused).isPositive();
                assertThat(rejected.findValuesAsText("reason")).containsOnly("late", "future");
            });
        }
    }

    @Test
    void oneUserCanBeLookedUp() {
        Traffic traffic = new Traffic(11, 20, Instant.now());
        try (Joiner joiner = setup.start(Map.of())) {
            setup.send(traffic.exposures, traffic.outcomes, 11);
            setup.awaitConsumed(joiner, traffic);

            String userid = traffic.exposures.get(0).getUserid();
            JsonNode answer = setup.get(joiner, "/api/v1/users/" + userid);
            assertThat(answer.path("userid").asText()).isEqualTo(userid);
            int partition = answer.at("/asOf/partition").asInt();
            JsonNode ledger =
                    setup.get(joiner, "/api/v1/ledger").path("partitions").path(partition);
            assertThat(answer.at("/asOf/exposures").asLong())
                    .isPositive()
                    .isEqualTo(ledger.at("/asOf/exposures").asLong());
        }
    }
}
