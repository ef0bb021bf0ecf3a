package io.exposures.joiner.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.Fingerprint;
import io.exposures.joiner.join.SetHash;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergedStatsTest {

    private static final ExperimentId BUTTON = new ExperimentId("button", "v1");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final UserQuery NOBODY = (userid, replica) -> Optional.empty();

    private final Snapshots snapshots = new Snapshots();
    private final MergedStats stats = new MergedStats(snapshots, () -> true, id -> Optional.empty(), NOBODY, 2);

    @Test
    void addsUpThePartitionsOfAnExperiment() {
        snapshots.put(summary(0, Map.of("red", arm(3, 1, "purchase", sums(2, "0.1")))));
        snapshots.put(summary(1, Map.of("red", arm(4, 0, "purchase", sums(1, "0.2")), "blue", arm(5, 0))));
        ExperimentStats merged = only(stats.experiments());
        assertThat(merged.arms().get("red")).isEqualTo(arm(7, 1, "purchase", sums(3, "0.3")));
        assertThat(merged.arms().get("blue")).isEqualTo(arm(5, 0));
        assertThat(merged.units()).isEqualTo(12);
        assertThat(merged.partial()).isFalse();
    }

    @Test
    void addsDecimalsExactly() {
        snapshots.put(summary(0, Map.of("red", arm(1, 0, "m", sums(1, "1000000000000.000001")))));
        snapshots.put(summary(1, Map.of("red", arm(1, 0, "m", sums(1, "-999999999999.999999")))));
        ArmStats red = new ArmStats(2, 0, new TreeMap<>(Map.of("m", new MetricStats(sums(2, "0.000002"), Sums.NONE))));
        assertThat(only(stats.experiments()).arms()).containsExactly(Map.entry("red", red));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderOfPartitionsDoesNotMatter(long seed) {
        Random random = new Random(seed);
        List<PartitionSummary> parts = randomParts(random, 12);
        ExperimentStats expected = ExperimentStats.merge(BUTTON, parts, Set.of());
        Collections.shuffle(parts, random);
        assertThat(ExperimentStats.merge(BUTTON, parts, Set.of()))
                .as("seed %d", seed)
                .isEqualTo(expected);
    }

    @Test
    void countsCrossoversOnlyWhenTheyAreNotExcluded() {
        MetricStats metric = new MetricStats(sums(2, "1"), sums(1, "10"));
        assertThat(metric.sums(Crossovers.EXCLUDE)).isEqualTo(sums(2, "1"));
        assertThat(metric.sums(Crossovers.FIRST_SEEN)).isEqualTo(sums(3, "11"));
    }

    @Test
    void aNewerSnapshotReplacesAnOlderOne() {
        snapshots.put(summary(0, Map.of("red", arm(3, 0))));
        snapshots.put(summary(0, Map.of("red", arm(4, 0))));
        assertThat(only(stats.experiments()).units()).isEqualTo(4);
    }

    @Test
    void aPartitionOfWhichNothingIsKnownIsMissing() {
        snapshots.put(summary(0, Map.of("red", arm(3, 0))));
        ExperimentStats merged = only(stats.experiments());
        assertThat(merged.partial()).isTrue();
        assertThat(merged.missing()).containsExactly(1);
        assertThat(merged.asOf()).containsOnlyKeys(0);
    }

    @Test
    void aPartitionWithoutAUnitOfTheExperimentIsNotMissing() {
        snapshots.put(summary(0, Map.of("red", arm(3, 0))));
        snapshots.put(ledger(1, 10, NOON));
        assertThat(only(stats.experiments()).partial()).isFalse();
    }

    @Test
    void saltsAreDifferentExperiments() {
        snapshots.put(summary(0, Map.of("red", arm(3, 0))));
        snapshots.put(new PartitionSummary(
                new ExperimentId("button", "v2"), 0, asOf(NOON), Map.of("red", arm(9, 0)), null, Map.of()));
        assertThat(stats.experiments("button"))
                .extracting(ExperimentStats::units)
                .containsExactly(3L, 9L);
    }

    @Test
    void anExperimentThatNoPartitionKnowsAnyMoreIsGone() {
        snapshots.put(summary(0, Map.of("red", arm(3, 0))));
        snapshots.removeSummary(BUTTON, 0);
        assertThat(stats.experiments()).isEmpty();
    }

    @Test
    void takesAHostsReportsFromAllPartitionsTogether() {
        snapshots.put(ledger(0, 5, NOON));
        snapshots.put(ledger(1, 7, NOON));
        assertThat(stats.ledger().sources())
                .containsExactly(new SourceReport("exposures", "shop-1", 12, 0, 2, NOON, 0));
    }

    @Test
    void addsUpTheLedger() {
        snapshots.put(ledger(0, 10, NOON));
        snapshots.put(ledger(1, 5, NOON.minusSeconds(60)));
        LedgerStats ledger = stats.ledger();
        assertThat(ledger.exposures()).isEqualTo(new TopicLedger(15, new TreeMap<>(Map.of("first", 15L))));
        assertThat(ledger.exposures().balanced()).isTrue();
        assertThat(ledger.clock()).hasValue(NOON.minusSeconds(60));
    }

    @Test
    void theLedgerHasNoClockWhileAPartitionIsMissing() {
        snapshots.put(ledger(0, 10, NOON));
        assertThat(stats.ledger().clock()).isEmpty();
        assertThat(stats.ledger().missing()).containsExactly(1);
    }

    @Test
    void noticesALedgerThatDoesNotAddUp() {
        assertThat(new TopicLedger(3, new TreeMap<>(Map.of("first", 2L))).balanced())
                .isFalse();
    }

    @Test
    void countsALossReportOnceHoweverOftenItIsSent() {
        snapshots.put(loss("a", 3));
        snapshots.put(loss("a", 3));
        snapshots.put(loss("b", 4));
        assertThat(stats.ledger().losses()).extracting(LossReport.Loss::count).containsExactly(7L);
    }

    @Test
    void keepsTheTotalOfReportsThatItNoLongerShows() {
        for (int i = 0; i < 1_500; i++) {
            snapshots.put(loss("report-" + i, 2));
        }
        assertThat(stats.ledger().reports()).hasSize(1_000);
        assertThat(stats.ledger().losses()).extracting(LossReport.Loss::count).containsExactly(3_000L);
    }

    @Test
    void refusesToAnswerBeforeItHasCaughtUp() {
        MergedStats early = new MergedStats(snapshots, () -> false, id -> Optional.empty(), NOBODY, 2);
        assertThatThrownBy(early::experiments).isInstanceOf(NotReadyException.class);
        assertThatThrownBy(early::ledger).isInstanceOf(NotReadyException.class);
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    private static List<PartitionSummary> randomParts(Random random, int count) {
        List<PartitionSummary> parts = new ArrayList<>();
        for (int partition = 0; partition < count; partition++) {
            Map<String, ArmStats> arms = new TreeMap<>();
            for (String arm : List.of("red", "green", "blue").subList(0, random.nextInt(4))) {
                arms.put(arm, randomArm(random));
            }
            SetHash hash = new SetHash(random.nextLong(), random.nextLong());
            Fingerprint fingerprint = new Fingerprint(random.nextInt(99), hash, hash);
            parts.add(new PartitionSummary(
                    BUTTON, partition, asOf(NOON), arms, fingerprint, Map.of("c", random.nextLong(99))));
        }
        return parts;
    }

    private static ArmStats randomArm(Random random) {
        BigDecimal sum = new BigDecimal(random.nextDouble() * 1e9 - 5e8);
        String text = sum.setScale(random.nextInt(12), RoundingMode.DOWN).toPlainString();
        return arm(random.nextInt(100), 0, "m" + random.nextInt(3), sums(random.nextInt(50), text));
    }

    private static PartitionSummary summary(int partition, Map<String, ArmStats> arms) {
        return new PartitionSummary(BUTTON, partition, asOf(NOON), arms, Fingerprint.EMPTY, Map.of("1f2e3d4c", 1L));
    }

    private static AsOf asOf(Instant clock) {
        return new AsOf(1, 1, clock, clock.minusSeconds(86_460));
    }

    private static ArmStats arm(long units, long crossovers) {
        return new ArmStats(units, crossovers, new TreeMap<>());
    }

    private static ArmStats arm(long units, long crossovers, String metric, Sums sums) {
        return new ArmStats(units, crossovers, new TreeMap<>(Map.of(metric, new MetricStats(sums, Sums.NONE))));
    }

    private static Sums sums(long units, String sum) {
        return new Sums(units, units, units, new BigDecimal(sum), BigDecimal.ZERO);
    }

    private static PartitionLedger ledger(int partition, long first, Instant clock) {
        return new PartitionLedger(
                partition,
                asOf(clock),
                clock,
                new TopicLedger(first, new TreeMap<>(Map.of("first", first))),
                TopicLedger.NONE,
                List.of(new SourceReport("exposures", "shop-1", first, 0, 1, NOON, 100L * partition)));
    }

    private static LossReport loss(String id, long count) {
        LossReport.Kind kind = new LossReport.Kind("exposure", "buffer_full", null);
        return new LossReport(id, "lib", "host", List.of(new LossReport.Loss(kind, count, NOON, NOON)));
    }
}
