package io.exposures.quickstart.oracle;

import static io.exposures.testing.ExampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.testing.ExampleEvents;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class OracleTest {

    private static final Rules RULES = new Rules(Duration.ofHours(24), Duration.ofDays(7), 1000, 3600);

    private static final ExperimentKey EXPERIMENT = new ExperimentKey(ExampleEvents.EXPERIMENT, ExampleEvents.SALT);

    private final List<Logged<Exposure>> exposures = new ArrayList<>();
    private final List<Logged<Outcome>> outcomes = new ArrayList<>();
    private Rules rules = RULES;

    @Test
    void anOutcomeAfterTheExposureMakesARow() {
        exposed("e1", "ann", "red", 0);
        happened("o1", "ann", "purchase", 2.5, 60);

        Results results = results();

        assertThat(results.rows().values()).singleElement().satisfies(row -> {
            assertThat(row.getUserid()).isEqualTo("ann");
            assertThat(row.getArm()).isEqualTo("{\"bold\":true,\"colour\":\"red\",\"sizes\":[10,12]}");
            assertThat(row.getFirstExposure()).isEqualTo(NOON);
            assertThat(row.getEventId()).isEqualTo("o1");
            assertThat(row.getValue()).isEqualTo(2.5);
        });
        assertThat(results.rows().firstKey())
                .isEqualTo("[\"ann\",\"ButtonColour\",\"ButtonColour\",\"ann\",\"o1\"," + micros(NOON.plusSeconds(60))
                        + "]");
        assertThat(results.classes().get("exposures")).isEqualTo(Map.of("first", 1L));
        assertThat(results.classes().get("outcomes")).isEqualTo(Map.of("joined", 1L));
    }

    @Test
    void theWindowHoldsItsBeginningAndNotItsEnd() {
        rules = new Rules(Duration.ofHours(24), Duration.ofSeconds(60), 1000, 3600);
        exposed("e1", "ann", "red", 0);
        happened("before", "ann", "purchase", 1, -0.000001);
        happened("at", "ann", "purchase", 1, 0);
        happened("last", "ann", "purchase", 1, 59.999999);
        happened("end", "ann", "purchase", 1, 60);

        assertThat(results().rows().values())
                .extracting(row -> row.getEventId())
                .containsExactlyInAnyOrder("at", "last");
    }

    @Test
    void theFirstExposureIsTheEarliestNotTheOneReadFirst() {
        exposed("e1", "ann", "red", 100);
        exposed("e2", "ann", "blue", 50);
        happened("o1", "ann", "purchase", 1, 70);

        Results results = results();

        assertThat(results.statuses().values()).singleElement().satisfies(status -> {
            assertThat(status.getExposureId()).isEqualTo("e2");
            assertThat(status.getArm()).contains("blue");
            assertThat(status.getArms()).hasSize(2);
            assertThat(status.getCrossover()).isTrue();
        });
        assertThat(results.rows()).hasSize(1);
        assertThat(results.classes().get("exposures")).isEqualTo(Map.of("first", 1L, "repeat", 1L));
    }

    @Test
    void equalTimesAreOrderedByArmThenById() {
        exposed("e2", "ann", "blue", 0);
        exposed("e1", "ann", "blue", 0);
        exposed("e0", "ann", "red", 0);

        assertThat(results().statuses().values())
                .singleElement()
                .satisfies(status -> assertThat(status.getExposureId()).isEqualTo("e1"));
    }

    @Test
    void recordsAreRefusedBeyondTheLimitsAndNotAtThem() {
        outcomes.add(appended(NOON, outcome("o1", NOON.minus(Duration.ofHours(24)))));
        outcomes.add(
                appended(NOON, outcome("o2", NOON.minus(Duration.ofHours(24)).minusNanos(1000))));
        outcomes.add(appended(NOON, outcome("o3", NOON.plus(Duration.ofMinutes(5)))));
        outcomes.add(
                appended(NOON, outcome("o4", NOON.plus(Duration.ofMinutes(5)).plusNanos(1000))));

        assertThat(results().classes().get("outcomes")).isEqualTo(Map.of("future", 1L, "late", 1L, "unexposed", 2L));
    }

    @Test
    void copiesCountOnceAndAnotherTimeIsAnotherOutcome() {
        exposed("e1", "ann", "red", 0);
        happened("o1", "ann", "purchase", 1, 60);
        happened("o1", "ann", "purchase", 1, 60);
        happened("o1", "ann", "purchase", 1, 61);

        assertThat(results().classes().get("outcomes")).isEqualTo(Map.of("duplicate", 1L, "joined", 2L));
    }

    @Test
    void aRetractionTakesTheOutcomeBackAlsoWhenItComesFirst() {
        exposed("e1", "ann", "red", 0);
        happened("o1", "ann", "purchase", 1, 60);
        retracted("r1", "o1", 60);
        retracted("r2", "o2", 70);
        happened("o2", "ann", "purchase", 1, 70);
        retracted("r3", "o1", 60);

        Results results = results();

        assertThat(results.rows()).isEmpty();
        assertThat(results.classes().get("outcomes"))
                .isEqualTo(Map.of("duplicate", 1L, "retracted", 2L, "retraction", 2L));
    }

    @Test
    void recordsThatCannotBeTrustedAreUndecodable() {
        outcomes.add(new Logged<>(0, NOON.toEpochMilli(), bytes("ann"), null));
        outcomes.add(new Logged<>(0, NOON.toEpochMilli(), bytes("bob"), outcome("o1", NOON)));
        outcomes.add(new Logged<>(0, NOON.toEpochMilli(), null, outcome("o1", NOON)));
        happened("o2", "ann", "purchase", Double.NaN, 0);
        happened("o3", "ann", "purchase", Double.NEGATIVE_INFINITY, 0);
        happened("o4", "ann", "purchase", 1.1e12, 0);
        exposures.add(new Logged<>(0, NOON.toEpochMilli(), bytes("bob"), ExampleEvents.annExposed()));

        Results results = results();

        assertThat(results.classes().get("outcomes")).isEqualTo(Map.of("undecodable", 6L));
        assertThat(results.classes().get("exposures")).isEqualTo(Map.of("undecodable", 1L));
    }

    @Test
    void heartbeatsAreCountedApart() {
        outcomes.add(new Logged<>(0, 0, NOON.toEpochMilli(), null, null, true));
        outcomes.add(new Logged<>(0, NOON.toEpochMilli(), null, null));

        assertThat(results().classes().get("outcomes")).isEqualTo(Map.of("heartbeat", 1L, "undecodable", 1L));
    }

    @Test
    void moreThanTheCapOfAnHourIsRefusedUntilTheNextHour() {
        rules = new Rules(Duration.ofHours(24), Duration.ofDays(7), 1000, 2);
        for (int i = 0; i < 4; i++) {
            outcomes.add(appended(NOON.plusSeconds(i), outcome("o" + i, NOON)));
        }
        outcomes.add(appended(NOON.plus(Duration.ofHours(1)), outcome("o3", NOON)));

        assertThat(results().classes().get("outcomes")).isEqualTo(Map.of("capped", 2L, "unexposed", 3L));
    }

    @Test
    void sumsAreOverUnitsWithCrossoversApart() {
        exposed("e1", "ann", "red", 0);
        happened("o1", "ann", "purchase", 2, 60);
        happened("o2", "ann", "purchase", 3, 61);
        exposed("e2", "bob", "red", 0);
        happened("o3", "bob", "purchase", 4, 60);
        happened("o4", "bob", "purchase", -4, 61);
        exposed("e3", "cat", "red", 0);
        exposed("e4", "cat", "blue", 1);
        happened("o5", "cat", "purchase", 10, 60);

        Results results = results();

        String red = "{\"bold\":true,\"colour\":\"red\",\"sizes\":[10,12]}";
        Sums clean = new Sums(2, 1, 4, BigDecimal.valueOf(5), BigDecimal.valueOf(25));
        assertThat(numbers(results, Crossovers.EXCLUDE).arms())
                .isEqualTo(Map.of(red, new ArmNumbers(3, 1, purchases(clean))));
        Sums all = new Sums(3, 2, 5, BigDecimal.valueOf(15), BigDecimal.valueOf(125));
        assertThat(numbers(results, Crossovers.FIRST_SEEN).arms())
                .isEqualTo(Map.of(red, new ArmNumbers(3, 1, purchases(all))));
        assertThat(numbers(results, Crossovers.EXCLUDE).checksums()).isEqualTo(Map.of("a1b2c3d4", 4L));
    }

    private Results results() {
        return Oracle.resultsOf(new InputLogs(exposures, outcomes), rules);
    }

    private static ExperimentNumbers numbers(Results results, Crossovers crossovers) {
        return Objects.requireNonNull(
                Objects.requireNonNull(results.experiments().get(crossovers)).get(EXPERIMENT));
    }

    private static SortedMap<String, Sums> purchases(Sums sums) {
        return new TreeMap<>(Map.of("purchase", sums));
    }

    private void exposed(String id, String userid, String colour, double seconds) {
        exposures.add(logged(userid, ExampleEvents.exposure(id, userid, colour, at(seconds))));
    }

    private void happened(String id, String userid, String event, double value, double seconds) {
        outcomes.add(logged(userid, ExampleEvents.outcome(id, userid, event, value, at(seconds))));
    }

    private void retracted(String id, String target, double seconds) {
        Outcome retraction = Outcome.newBuilder()
                .setEventId(id)
                .setUserid("ann")
                .setTime(at(seconds))
                .setEvent("retraction")
                .setRetracts(target)
                .setExtraData(Map.of())
                .build();
        outcomes.add(logged("ann", retraction));
    }

    private static Outcome outcome(String id, Instant time) {
        return ExampleEvents.outcome(id, "ann", "purchase", 1, time);
    }

    private static Logged<Outcome> appended(Instant time, Outcome outcome) {
        return new Logged<>(0, time.toEpochMilli(), bytes(outcome.getUserid()), outcome);
    }

    private static <T> Logged<T> logged(String userid, T value) {
        return new Logged<>(0, NOON.plus(Duration.ofHours(1)).toEpochMilli(), bytes(userid), value);
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant at(double seconds) {
        return NOON.plusNanos(Math.round(seconds * 1e6) * 1000);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
