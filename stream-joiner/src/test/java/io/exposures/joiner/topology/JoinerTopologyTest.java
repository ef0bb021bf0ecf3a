package io.exposures.joiner.topology;

import static io.exposures.testing.ExampleEvents.NOON;
import static io.exposures.testing.ExampleEvents.annBought;
import static io.exposures.testing.ExampleEvents.annCancelled;
import static io.exposures.testing.ExampleEvents.annExposed;
import static io.exposures.testing.ExampleEvents.exposure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Definitions;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.records.ArmSummary;
import io.exposures.records.ExposedOutcome;
import io.exposures.records.Exposure;
import io.exposures.records.MetricCell;
import io.exposures.records.MetricSummary;
import io.exposures.records.Outcome;
import io.exposures.records.PartitionLedger;
import io.exposures.records.Rejected;
import io.exposures.records.Summary;
import io.exposures.records.UnitSlice;
import io.exposures.records.UnitStatus;
import io.exposures.testing.ExampleEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one partition does with short timelines, on the test driver. */
class JoinerTopologyTest {

    private static final String ROW =
            "[\"ann\",\"ButtonColour\",\"ButtonColour\",\"ann\",\"order-4711\",1772366460000000]";
    private static final String RED = "{\"bold\":true,\"colour\":\"red\",\"sizes\":[10,12]}";

    private final TopologyHarness joiner = new TopologyHarness(Map.of());
    private final Map<String, Summary> summaries = new HashMap<>();

    @AfterEach
    void close() {
        joiner.close();
    }

    private static long at(Duration afterNoon) {
        return NOON.plus(afterNoon).toEpochMilli();
    }

    private static long minutes(long minutes) {
        return at(Duration.ofMinutes(minutes));
    }

    @Test
    void thePictureIsOneSubTopology() {
        Properties properties = new Properties();
        properties.putAll(
                Map.of("bootstrap.servers", "none:1", "application.id", "a", "schema.registry.url", "mock://picture"));

        assertThat(TopologyHarness.topology(properties, experiment -> BoundDefinition.byDefault(1), 1)
                        .describe()
                        .toString())
                .isEqualTo("""
                        Topologies:
                           Sub-topology: 0
                            Source: exposures-source (topics: [exposures])
                              --> join
                            Source: outcomes-source (topics: [outcomes])
                              --> join
                            Processor: join (stores: [partition, outcome-buffer, window-ends, users])
                              --> exposed-outcomes-sink, exposures-heartbeat-sink, ledger-sink, outcomes-heartbeat-sink, rejected-sink, summaries-sink, unit-status-sink
                              <-- exposures-source, outcomes-source
                            Sink: exposed-outcomes-sink (topic: exposed-outcomes)
                              <-- join
                            Sink: exposures-heartbeat-sink (topic: exposures)
                              <-- join
                            Sink: ledger-sink (topic: ledger)
                              <-- join
                            Sink: outcomes-heartbeat-sink (topic: outcomes)
                              <-- join
                            Sink: rejected-sink (topic: rejected)
                              <-- join
                            Sink: summaries-sink (topic: summaries)
                              <-- join
                            Sink: unit-status-sink (topic: unit-status)
                              <-- join

                        """);
    }

    @Test
    void anOutcomeAfterItsExposureBecomesARowAtOnce() {
        joiner.exposure(annExposed(), minutes(0));
        joiner.outcome(annBought(), minutes(1));

        ExposedOutcome row = Objects.requireNonNull(joiner.rows().get(ROW));
        assertThat(row.getArm()).isEqualTo(RED);
        assertThat(row.getParams()).isEqualTo(annExposed().getParams());
        assertThat(row.getFirstExposure()).isEqualTo(NOON);
        assertThat(row.getValue()).isEqualTo(19.90);
        assertThat(row.getExtraData()).isEqualTo(annBought().getExtraData());
    }

    @Test
    void anOutcomeReadBeforeItsExposureBecomesTheSameRow() {
        joiner.outcome(annBought(), minutes(1));
        assertThat(joiner.rows()).isEmpty();

        joiner.exposure(annExposed(), minutes(0));

        assertThat(joiner.rows()).containsOnlyKeys(ROW);
    }

    @Test
    void aRepeatExposureWritesNothing() {
        joiner.exposure(annExposed(), minutes(0));
        joiner.outcome(annBought(), minutes(1));
        joiner.newRows();
        joiner.statuses();

        joiner.exposure(exposure("later", "ann", "red", NOON.plusSeconds(30)), minutes(2));

        assertThat(joiner.newRows()).isEmpty();
        assertThat(joiner.ledger().getExposures()).isEqualTo(Map.of("first", 1L, "repeat", 1L));
    }

    @Test
    void anEarlierExposureMovesTheWindowAndTakesRowsBack() {
        joiner.exposure(annExposed(), minutes(0));
        Instant lateButInside = NOON.plus(Duration.ofDays(7)).minusSeconds(60);
        joiner.outcome(outcomeAt("late", lateButInside), lateButInside.toEpochMilli());
        assertThat(joiner.rows()).hasSize(1);

        joiner.exposure(exposure("earlier", "ann", "blue", NOON.minusSeconds(120)), minutes(3));

        List<KeyValue<String, @Nullable ExposedOutcome>> changes = joiner.newRows();
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).value).isNull();
        UnitStatus status = joiner.statuses().values().iterator().next();
        assertThat(status.getFirstExposure()).isEqualTo(NOON.minusSeconds(120));
        assertThat(status.getCrossover()).isTrue();
        assertThat(joiner.ledger().getOutcomes()).containsEntry("unexposed", 1L).containsEntry("joined", 0L);
    }

    private static Outcome outcomeAt(String id, Instant time) {
        return Outcome.newBuilder(annBought()).setEventId(id).setTime(time).build();
    }

    @Test
    void aCopyOfAnOutcomeCountsOnce() {
        joiner.exposure(annExposed(), minutes(0));
        joiner.outcome(annBought(), minutes(1));
        joiner.newRows();

        joiner.outcome(annBought(), minutes(2));

        assertThat(joiner.newRows()).isEmpty();
        assertThat(joiner.ledger().getOutcomes()).isEqualTo(Map.of("joined", 1L, "duplicate", 1L));
    }

    @Test
    void aRetractionTakesTheRowBackEvenWhenItComesFirst() {
        joiner.exposure(annExposed(), minutes(0));
        joiner.outcome(annCancelled(), minutes(1));
        joiner.outcome(annBought(), minutes(2));

        assertThat(joiner.rows()).isEmpty();
        assertThat(joiner.ledger().getOutcomes()).isEqualTo(Map.of("retraction", 1L, "retracted", 1L));
    }

    @Test
    void sumsAreOverUnitTotalsAndExact() {
        joiner.exposure(annExposed(), minutes(0));
        joiner.outcome(annBought(), minutes(1));
        joiner.outcome(outcomeAt("again", NOON.plusSeconds(90)), minutes(2));

        ArmSummary arm = Objects.requireNonNull(joiner.summaries().get("ButtonColour/ButtonColour"))
                .getArms()
                .get(0);
        MetricSummary metric = arm.getMetrics().get(0);
        assertThat(arm.getUnits()).isEqualTo(1);
        assertThat(metric.getMetric()).isEqualTo("purchase");
        assertThat(metric.getClean().getCount()).isEqualTo(2);
        assertThat(metric.getClean().getSum()).isEqualTo("39.8");
        assertThat(metric.getClean().getSumOfSquares()).isEqualTo("1584.04");
    }

    @Test
    void whatIsNotAcceptedIsKeptWithItsBytesAndReason() {
        byte[] garbage = {1, 2, 3};
        joiner.exposureBytes(TopologyHarness.utf8("ann"), garbage, minutes(0));
        joiner.exposureBytes(null, garbage, minutes(0));
        joiner.outcomeBytes(TopologyHarness.utf8("ann"), null, minutes(0));
        joiner.outcomeBytes(TopologyHarness.utf8("bob"), joiner.serialized(annBought()), minutes(1));
        joiner.outcome(Outcome.newBuilder(annBought()).setValue(Double.NaN).build(), minutes(1));
        joiner.outcome(outcomeAt("old", NOON.minus(Duration.ofHours(30))), minutes(1));
        joiner.outcome(outcomeAt("new", NOON.plus(Duration.ofHours(1))), minutes(1));

        List<Rejected> rejected = joiner.rejected();
        assertThat(rejected)
                .extracting(Rejected::getReason)
                .containsExactly(
                        "not_decodable",
                        "no_key",
                        "no_value",
                        "key_is_not_userid",
                        "value_not_finite",
                        "late",
                        "future");
        assertThat(rejected.get(0).getValue().array()).isEqualTo(garbage);
        assertThat(rejected).extracting(Rejected::getTopic).startsWith("exposures", "exposures", "outcomes");
    }

    @Test
    void theClassesOfATopicAddUpToWhatWasConsumed() {
        joiner.exposure(annExposed(), minutes(0));
        joiner.exposure(annExposed(), minutes(0));
        joiner.exposureBytes(null, null, minutes(0));
        joiner.outcome(annBought(), minutes(1));
        joiner.outcome(annBought(), minutes(1));
        joiner.outcome(outcomeAt("future", NOON.plus(Duration.ofHours(2))), minutes(1));

        PartitionLedger ledger = joiner.ledger();
        assertThat(ledger.getExposuresConsumed()).isEqualTo(3);
        assertThat(ledger.getOutcomesConsumed()).isEqualTo(3);
        assertThat(sum(ledger.getExposures())).isEqualTo(3);
        assertThat(sum(ledger.getOutcomes())).isEqualTo(3);
        assertThat(ledger.getAsOf().getExposures()).isEqualTo(3);
        assertThat(ledger.getAsOf().getClock()).isEqualTo(NOON);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void anIdleSideGetsHeartbeatsThatMoveTheClock() {
        joiner.exposure(annExposed(), minutes(0));
        joiner.outcome(annBought(), minutes(1));
        joiner.outcome(outcomeAt("later", NOON.plusSeconds(600)), minutes(10));

        joiner.letTimePass(Duration.ofSeconds(30));

        PartitionLedger ledger = joiner.ledger();
        assertThat(ledger.getExposures()).containsEntry("heartbeat", 1L);
        assertThat(ledger.getExposuresConsumed()).isEqualTo(2);
        assertThat(ledger.getAsOf().getClock()).isEqualTo(NOON.plusSeconds(600));
        assertThat(joiner.rejected()).isEmpty();
    }

    @Test
    void aUserWithoutExposureIsForgottenWhenNoCovariateCanLookBackAnyMore() {
        joiner.outcome(outcomeAt("early", NOON), minutes(0));
        bothTopicsMoveTo(Duration.ofDays(15));
        assertThat(joiner.storedUsers()).hasSize(1);

        bothTopicsMoveTo(Duration.ofDays(17));
        joiner.tick();

        assertThat(joiner.storedUsers()).isEmpty();
    }

    /** With records that are not accepted, so that they leave nothing behind. */
    private void bothTopicsMoveTo(Duration afterNoon) {
        joiner.exposureBytes(null, null, at(afterNoon));
        joiner.outcomeBytes(null, null, at(afterNoon));
        joiner.tick();
    }

    @Test
    void whatHappenedBeforeTheDayOfTheFirstExposureIsTheCovariate() {
        joiner.outcome(outcomeAt("before", NOON.minus(Duration.ofHours(20))), at(Duration.ofHours(-19)));
        joiner.exposure(annExposed(), minutes(0));
        joiner.outcome(annBought(), minutes(1));

        MetricCell cell = onlyArm().getMetrics().get(0).getCells().get(0);
        assertThat(cell.getSum()).isEqualTo("19.9");
        assertThat(cell.getCovariateSum()).isEqualTo("19.9");
        assertThat(cell.getCrossProducts()).isEqualTo("396.01");
    }

    @Test
    void aUnitMaturesWhenItsWindowIsFinal() {
        joiner.exposure(annExposed(), minutes(0));
        joiner.outcome(annBought(), minutes(1));
        Duration window = Duration.ofDays(7);
        Duration skew = Duration.ofMinutes(1);

        bothTopicsMoveTo(window.plusHours(24).plus(skew).minusMillis(1));
        assertThat(onlyArm().getSlices()).extracting(UnitSlice::getMatured).containsExactly(false);

        bothTopicsMoveTo(window.plusHours(24).plus(skew));
        ArmSummary arm = onlyArm();
        assertThat(arm.getSlices()).extracting(UnitSlice::getMatured).containsExactly(true);
        assertThat(arm.getMetrics().get(0).getCells().get(0).getMatured()).isTrue();
    }

    private ArmSummary onlyArm() {
        return newest("ButtonColour/ButtonColour").getArms().get(0);
    }

    private Summary newest(String experiment) {
        joiner.summaries().forEach(summaries::put);
        return Objects.requireNonNull(summaries.get(experiment));
    }

    @Test
    void aKeyThatBelongsInAnotherPartitionIsRefused() {
        try (TopologyHarness first = new TopologyHarness(Map.of(), experiment -> BoundDefinition.byDefault(1), 4)) {
            first.exposure(exposure("x1", userOf(0), "red", NOON), minutes(0));
            first.exposure(exposure("x2", userOf(3), "red", NOON), minutes(0));

            assertThat(first.rejected())
                    .extracting(Rejected::getReason, Rejected::getOffset)
                    .containsExactly(tuple("wrong_partition", 1L));
            assertThat(first.ledger().getExposures()).isEqualTo(Map.of("first", 1L, "undecodable", 1L));
        }
    }

    private static String userOf(int partition) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "user" + i)
                .filter(user -> KeyPlacement.of(TopologyHarness.utf8(user), 4) == partition)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void experimentsBeyondTheCapAreRefused() {
        try (TopologyHarness capped = new TopologyHarness(Map.of("joiner.cap.experiments", "1"))) {
            capped.exposure(annExposed(), minutes(0));
            capped.exposure(Exposure.newBuilder(annExposed()).setName("another").build(), minutes(0));

            assertThat(capped.ledger().getExposures()).isEqualTo(Map.of("first", 1L, "capped", 1L));
            assertThat(capped.rejected()).extracting(Rejected::getReason).containsExactly("capped");
        }
    }

    @Test
    void aHostWithAWrongClockIsSeen() {
        for (int i = 0; i < 12; i++) {
            joiner.exposure(exposure("x" + i, "u" + i, "red", NOON.minusSeconds(3600 + i)), minutes(0));
        }
        joiner.exposure(exposure("old", "ann", "red", NOON.minus(Duration.ofHours(25))), minutes(0));
        joiner.exposure(exposure("new", "ann", "red", NOON.plus(Duration.ofHours(12))), minutes(0));

        assertThat(joiner.ledger().getSources()).singleElement().satisfies(source -> {
            assertThat(source.getTopic()).isEqualTo("exposures");
            assertThat(source.getHost()).isEqualTo(ExampleEvents.SOURCE.getHost());
            assertThat(source.getRecords()).isEqualTo(14);
            assertThat(source.getLate()).isEqualTo(1);
            assertThat(source.getLeastDelay()).as("of the accepted ones").isEqualTo(3_600_000);
        });
    }

    @Test
    void theUnitsOfAnExperimentThatIsOverAreDroppedAndItsSumsStay() {
        long hour = Duration.ofHours(1).toMillis() * 1000;
        long end = (NOON.getEpochSecond() + 60) * 1_000_000;
        BoundDefinition ending = new BoundDefinition(1, hour, List.of(), Long.MIN_VALUE, end);
        try (TopologyHarness brief = new TopologyHarness(Map.of(), experiment -> ending)) {
            brief.exposure(annExposed(), minutes(0));
            brief.outcome(annBought(), minutes(1));
            Instant over = NOON.plus(Duration.ofHours(25)).plusSeconds(121);
            brief.exposure(exposure("refused", "bob", "red", over), over.toEpochMilli());
            assertThat(brief.storedUsers()).hasSize(1);
            brief.outcome(outcomeAt("moves the clock", over), over.toEpochMilli());

            Summary summary = Objects.requireNonNull(brief.summaries().get("ButtonColour/ButtonColour"));

            assertThat(summary.getArms().get(0).getUnits()).isEqualTo(1);
            assertThat(summary.getRows()).isEqualTo(1);
            assertThat(brief.partition().experiments().values()).singleElement().matches(ExperimentTally::unitsDropped);
        }
    }

    @Test
    void stateFollowsTheRateAndNotTheHistory() {
        Duration day = Duration.ofDays(1);
        Definitions daily = experiment -> {
            Instant start = NOON.plus(day.multipliedBy(Long.parseLong(experiment.name())));
            return new BoundDefinition(
                    1, micros(Duration.ofHours(6)), List.of(), micros(start), micros(start.plus(day)));
        };
        List<Integer> users = new ArrayList<>();
        List<Integer> outcomes = new ArrayList<>();
        try (TopologyHarness month =
                new TopologyHarness(Map.of("joiner.heartbeats", "false", "joiner.lookback.days", "1"), daily)) {
            for (int hour = 0; hour < 30 * 24; hour++) {
                Instant now = NOON.plus(Duration.ofHours(hour));
                for (int i = 0; i < 4; i++) {
                    String user = "u" + hour + "-" + i;
                    month.exposure(
                            Exposure.newBuilder(exposure("x", user, "red", now))
                                    .setName(Integer.toString(hour / 24))
                                    .build(),
                            now.toEpochMilli());
                    month.outcome(
                            Outcome.newBuilder(outcomeAt("o", now))
                                    .setUserid(user)
                                    .build(),
                            now.toEpochMilli());
                }
                month.tick();
                users.add(month.storedUsers().size());
                outcomes.add(month.storedUsers().stream()
                        .mapToInt(user -> month.remembered(user).size())
                        .sum());
            }
        }
        int settled = 5 * 24;
        assertThat(most(outcomes, 10 * 24, 30 * 24)).isLessThanOrEqualTo(most(outcomes, 0, settled));
        assertThat(most(users, 10 * 24, 30 * 24)).isLessThanOrEqualTo(most(users, 0, settled));
    }

    private static int most(List<Integer> sizes, int from, int to) {
        return sizes.subList(from, to).stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElseThrow();
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1000;
    }

    private static long micros(Instant time) {
        return time.toEpochMilli() * 1000;
    }

    @Test
    void nothingIsPublishedWhileNothingHappens() {
        joiner.exposure(annExposed(), minutes(0));
        assertThat(joiner.summaries()).hasSize(1);

        assertThat(joiner.summaries()).isEqualTo(Collections.emptyMap());
    }
}
