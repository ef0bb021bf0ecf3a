package io.exposures.joiner.http;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.Fingerprint;
import io.exposures.joiner.join.SetHash;
import io.exposures.joiner.query.ArmStats;
import io.exposures.joiner.query.AsOf;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.LedgerStats;
import io.exposures.joiner.query.LossReport;
import io.exposures.joiner.query.MetricStats;
import io.exposures.joiner.query.NotReadyException;
import io.exposures.joiner.query.PartitionLedger;
import io.exposures.joiner.query.Replica;
import io.exposures.joiner.query.SourceReport;
import io.exposures.joiner.query.StatsQuery;
import io.exposures.joiner.query.Sums;
import io.exposures.joiner.query.TopicLedger;
import io.exposures.joiner.query.UserView;
import io.exposures.records.ExperimentDefinition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers that a test chose. */
final class FakeStats implements StatsQuery {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final List<ExperimentStats> experiments = new CopyOnWriteArrayList<>();
    private final Map<ExperimentId, ExperimentDefinition> definitions = new HashMap<>();
    private final Map<ExperimentId, SortedMap<LocalDate, SortedMap<String, ArmStats>>> days = new HashMap<>();
    private final SortedMap<String, UserView> users = new TreeMap<>();
    private LedgerStats ledger = new LedgerStats(new TreeMap<>(), new TreeSet<>(), List.of(), List.of());
    private boolean ready = true;
    private boolean broken;

    /** An experiment with two arms of one metric; the numbers are small enough to check by hand. */
    FakeStats with(String name, String salt) {
        experiments.add(new ExperimentStats(
                new ExperimentId(name, salt),
                new TreeMap<>(Map.of(
                        "{\"colour\":\"blue\"}",
                        new ArmStats(10, 0, new TreeMap<>()),
                        "{\"colour\":\"red\"}",
                        new ArmStats(9, 1, new TreeMap<>(Map.of("purchase", purchases()))))),
                new Fingerprint(5, new SetHash(1, 2), new SetHash(0, 255)),
                new TreeMap<>(Map.of("1f2e3d4c", 19L)),
                new TreeMap<>(Map.of(0, new AsOf(30, 12, NOON, NOON.minusSeconds(86_460)))),
                new TreeSet<>()));
        return this;
    }

    FakeStats with(ExperimentStats experiment, ExperimentDefinition definition) {
        experiments.add(experiment);
        definitions.put(experiment.id(), definition);
        return this;
    }

    FakeStats without(String name) {
        experiments.removeIf(experiment -> experiment.id().name().equals(name));
        return this;
    }

    FakeStats withMissingPartition(String name) {
        experiments.add(new ExperimentStats(
                new ExperimentId(name, name),
                new TreeMap<>(),
                null,
                new TreeMap<>(),
                new TreeMap<>(Map.of(0, new AsOf(30, 12, null, null))),
                new TreeSet<>(List.of(1))));
        return this;
    }

    FakeStats withUser(String userid) {
        UserView.Unit unit = new UserView.Unit(
                new ExperimentId("button", "v1"),
                userid,
                "{\"colour\":\"red\"}",
                "{\"colour\":\"red\",\"ratio\":1.50}",
                NOON,
                List.of("{\"colour\":\"red\"}"),
                false,
                new TreeMap<>(Map.of("purchase", new UserView.Total(2, new BigDecimal("0.30")))));
        users.put(userid, new UserView(userid, 0, new AsOf(30, 12, NOON, null), List.of(unit)));
        return this;
    }

    FakeStats with(LedgerStats account) {
        ledger = account;
        return this;
    }

    FakeStats withLedger() {
        PartitionLedger partition = new PartitionLedger(
                0,
                new AsOf(30, 12, NOON, NOON.minusSeconds(86_460)),
                NOON.plusMillis(250),
                new TopicLedger(30, new TreeMap<>(Map.of("first", 19L, "repeat", 11L))),
                new TopicLedger(12, new TreeMap<>(Map.of("joined", 7L, "unexposed", 4L, "late", 1L))),
                List.of(new SourceReport("exposures", "shop-1", 30, 0, 2, NOON, -90_000)));
        LossReport.Loss loss = new LossReport.Loss(
                new LossReport.Kind("exposure", "buffer_full", "button"), 3, NOON, NOON.plusSeconds(1));
        ledger = new LedgerStats(
                new TreeMap<>(Map.of(0, partition)),
                new TreeSet<>(),
                List.of(loss),
                List.of(new LossReport("018f", "log-producer/0.1.0", "shop-1", List.of(loss))));
        return this;
    }

    FakeStats notReady() {
        ready = false;
        return this;
    }

    FakeStats broken() {
        broken = true;
        return this;
    }

    private static MetricStats purchases() {
        return new MetricStats(
                new Sums(4, 3, 5, new BigDecimal("2.50"), new BigDecimal("4.1250")),
                new Sums(1, 1, 2, new BigDecimal("7"), new BigDecimal("49")));
    }

    @Override
    public List<ExperimentStats> experiments() {
        check();
        return experiments;
    }

    @Override
    public List<ExperimentStats> experiments(String name) {
        check();
        return experiments.stream().filter(e -> e.id().name().equals(name)).toList();
    }

    @Override
    public Optional<ExperimentDefinition> definition(ExperimentId id) {
        return Optional.ofNullable(definitions.get(id));
    }

    FakeStats withDay(LocalDate day, ExperimentStats experiment) {
        days.computeIfAbsent(experiment.id(), id -> new TreeMap<>()).put(day, experiment.arms());
        return this;
    }

    @Override
    public SortedMap<LocalDate, SortedMap<String, ArmStats>> days(ExperimentId id) {
        return days.getOrDefault(id, new TreeMap<>());
    }

    @Override
    public LedgerStats ledger() {
        check();
        return ledger;
    }

    @Override
    public Optional<UserView> user(String userid, Replica replica) {
        check();
        return Optional.ofNullable(users.get(userid));
    }

    private void check() {
        if (broken) {
            throw new IllegalStateException("secret detail");
        }
        if (!ready) {
            throw new NotReadyException("The state is being restored.", Duration.ofSeconds(2));
        }
    }
}
