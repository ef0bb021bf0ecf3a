package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Caps;
import io.exposures.joiner.join.LoggedRecord;
import io.exposures.joiner.join.NaiveOracle;
import io.exposures.joiner.join.Result;
import io.exposures.records.ExposedOutcome;
import io.exposures.records.Outcome;
import io.exposures.records.UnitStatus;
import io.exposures.testing.SharedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole joiner on a real broker with four partitions, against the naive oracle over the topics as they stand. */
class JoinerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long WEEK_MICROS = Duration.ofDays(7).toMillis() * 1000;
    private static final Caps CAPS = new Caps(1000, 3600, 10_000);

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

    /** Rows and statuses from the setup.topics. */
    private Result published() {
        InputLog log = log();
        Map<String, ExposedOutcome> rows = new TreeMap<>();
        log.read(
                setup.topics.exposedOutcomes(),
                (row, record) -> row == null ? rows.remove(record.key()) : rows.put(record.key(), row));
        Map<String, UnitStatus> statuses = new TreeMap<>();
        log.read(setup.topics.unitStatus(), (status, record) -> statuses.put(record.key(), status));
        Result result = Result.empty();
        rows.values()
                .forEach(row -> result.rows()
                        .put(
                                unit(row.getUserid(), row.getExperiment(), row.getSalt(), row.getUnit()) + "|"
                                        + row.getEventId() + "|" + InputLog.micros(row.getTime()),
                                InputLog.micros(row.getFirstExposure())
                                        + row.getArm()
                                        + row.getEvent()
                                        + row.getValue()));
        statuses.values()
                .forEach(status -> result.statuses()
                        .put(
                                unit(status.getUserid(), status.getExperiment(), status.getSalt(), status.getUnit()),
                                InputLog.micros(status.getFirstExposure())
                                        + status.getArm()
                                        + status.getExposureId()
                                        + new TreeSet<>(status.getArms())));
        return result;
    }

    private static String unit(String userid, String experiment, String salt, String unit) {
        return userid + "|UnitKey[experiment=ExperimentId[name=" + experiment + ", salt=" + salt + "], unit=" + unit
                + "]";
    }

    private void assertMatches(Joiner joiner) {
        Result expected = expected();
        Result published = published();
        assertThat(published.rows()).isEqualTo(expected.rows());
        assertThat(published.statuses()).isEqualTo(expected.statuses());
        assertThat(classes(setup.get(joiner, "/api/v1/ledger").path("total"))).isEqualTo(expected.classes());
    }

    private static Map<String, Long> classes(JsonNode total) {
        Map<String, Long> classes = new TreeMap<>();
        for (String topic : List.of("exposures", "outcomes")) {
            total.path(topic).path("classes").properties().forEach(count -> {
                if (count.getValue().asLong() != 0) {
                    String name = topic.equals("exposures") ? "x" : "o";
                    classes.put(
                            name + count.getKey().toUpperCase(Locale.ROOT),
                            count.getValue().asLong());
                }
            });
        }
        return classes;
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
            Result published = published();
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
            long refused = classes(setup.get(joiner, "/api/v1/ledger").path("total")).entrySet().stream()
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
            assertThat(setup.get(joiner, "/api/v1/users/" + userid)
                            .path("userid")
                            .asText())
                    .isEqualTo(userid);
        }
    }
}
