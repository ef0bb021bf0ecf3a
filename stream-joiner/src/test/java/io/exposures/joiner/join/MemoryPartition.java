package io.exposures.joiner.join;

import io.exposures.joiner.stats.MetricSums;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A partition kept in memory, and what it told the world. */
class MemoryPartition implements PartitionState, JoinOutput {

    final Result result = Result.empty();
    final Map<String, UserState> users = new HashMap<>();
    final Map<String, TreeMap<Long, Map<String, BufferedOutcome>>> outcomes = new HashMap<>();
    private final Map<ExperimentId, ExperimentTally> experiments = new HashMap<>();
    private final TreeMap<byte[], WindowEnd> windowEnds = new TreeMap<>(Arrays::compareUnsigned);
    private Matured matured = Matured.NONE;
    private final BoundedNames metrics = new BoundedNames(256, List.of());
    private final LedgerCounts ledger = new LedgerCounts();
    private final Map<String, Changes.Row> liveRows = new HashMap<>();

    @Override
    public UserState user(String userid) {
        return users.getOrDefault(userid, UserState.EMPTY);
    }

    @Override
    public void putUser(String userid, UserState user) {
        users.put(userid, user);
    }

    @Override
    public OutcomeBuffer buffer(String userid) {
        TreeMap<Long, Map<String, BufferedOutcome>> mine = outcomes.computeIfAbsent(userid, u -> new TreeMap<>());
        return new OutcomeBuffer() {
            @Override
            public @Nullable BufferedOutcome find(long time, String eventId) {
                return mine.getOrDefault(time, Map.of()).get(eventId);
            }

            @Override
            public List<BufferedOutcome> between(long from, long to) {
                List<BufferedOutcome> found = new ArrayList<>();
                mine.subMap(from, to).values().forEach(same -> found.addAll(same.values()));
                return found;
            }
        };
    }

    @Override
    public void putOutcome(String userid, BufferedOutcome outcome) {
        outcomes.computeIfAbsent(userid, u -> new TreeMap<>())
                .computeIfAbsent(outcome.time(), t -> new TreeMap<>())
                .put(outcome.eventId(), outcome);
    }

    /** Removes outcomes with an event time before this, milliseconds. */
    void evict(long beforeMillis) {
        outcomes.values().forEach(mine -> mine.headMap(beforeMillis * 1000).clear());
    }

    /** Removes what no covariate can look at any more. */
    void forgetDays(long finalityMillis, int lookbackDays) {
        users.replaceAll((userid, user) -> user.withoutOldDays(finalityMillis * 1000, lookbackDays));
    }

    /** Removes users of whom nothing needs to be known, given that nothing older than this is still to come. */
    void forgetUsers(long settledMillis) {
        users.values().removeIf(user -> user.isForgettable(settledMillis));
    }

    /** Removes the units of experiments that are over. */
    void dropEnded(long finalityMillis) {
        Set<ExperimentId> over = new HashSet<>();
        experiments.forEach((id, tally) -> {
            if (tally.hasUnitsToDrop(finalityMillis)) {
                over.add(id);
                tally.dropUnits();
            }
        });
        if (!over.isEmpty()) {
            users.replaceAll((userid, user) -> user.without(over));
        }
    }

    /** Experiments whose units are gone. */
    Set<ExperimentId> ended() {
        return experiments.entrySet().stream()
                .filter(entry -> entry.getValue().unitsDropped())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public BoundedNames metrics() {
        return metrics;
    }

    @Override
    public void metricsChanged() {}

    @Override
    public @Nullable ExperimentTally knownExperiment(ExperimentId experiment) {
        return experiments.get(experiment);
    }

    @Override
    public int experiments() {
        return experiments.size();
    }

    @Override
    public ExperimentTally experiment(ExperimentId experiment) {
        return experiments.computeIfAbsent(experiment, e -> new ExperimentTally());
    }

    @Override
    public void experimentChanged(ExperimentId experiment) {}

    @Override
    public void sumsChanged(ExperimentId experiment) {}

    @Override
    public MaturityQueue maturityQueue() {
        return new MaturityQueue() {
            @Override
            public void add(WindowEnd end) {
                windowEnds.put(end.place(), end);
            }

            @Override
            public void forget(Matured matured) {
                windowEnds.headMap(matured.place()).clear();
            }

            @Override
            public List<WindowEnd> next(Matured from, long to, int limit) {
                return windowEnds.tailMap(from.place()).values().stream()
                        .filter(end -> end.time() <= to)
                        .limit(limit)
                        .toList();
            }
        };
    }

    @Override
    public Matured matured() {
        return matured;
    }

    @Override
    public void setMatured(Matured now) {
        matured = now;
    }

    /** What differs between the sums that were kept and those of all units. */
    List<String> recount() {
        Recount recount = new Recount(experiments, matured);
        users.forEach(recount::add);
        return recount.differences();
    }

    @Override
    public void fingerprintChanged(ExperimentId experiment) {}

    /** What was kept step by step, by experiment. */
    Map<ExperimentId, Fingerprint> fingerprints() {
        Map<ExperimentId, Fingerprint> kept = new HashMap<>();
        experiments.forEach((id, tally) -> kept.put(id, tally.fingerprint()));
        kept.values().removeIf(Fingerprint.EMPTY::equals);
        return kept;
    }

    /** The same, made afresh from the rows and users that are there; of experiments whose units are gone as it was kept. */
    Map<ExperimentId, Fingerprint> recomputedFingerprints() {
        ContentHasher hasher = new ContentHasher();
        Map<ExperimentId, Fingerprint> made = new HashMap<>();
        liveRows.forEach((key, row) -> {
            String userid = key.substring(0, key.indexOf("|UnitKey"));
            SetHash hash = hasher.row(userid, row.key(), Objects.requireNonNull(row.after()), row.outcome());
            made.merge(row.key().experiment(), Fingerprint.EMPTY.plusRow(hash), Fingerprint::plus);
        });
        users.forEach((userid, user) -> user.units()
                .forEach((key, unit) -> made.merge(
                        key.experiment(),
                        Fingerprint.EMPTY.plusUnit(hasher.unit(userid, key, unit)),
                        Fingerprint::plus)));
        ended().forEach(id -> made.put(id, experiment(id).fingerprint()));
        made.values().removeIf(Fingerprint.EMPTY::equals);
        return made;
    }

    @Override
    public LedgerCounts ledger() {
        return ledger;
    }

    @Override
    public void unitStatus(String userid, UnitKey key, UnitState unit) {
        FirstExposure first = unit.first();
        result.statuses()
                .put(
                        userid + "|" + key,
                        first.time()
                                + first.arm()
                                + first.exposureId()
                                + unit.arms().arms());
    }

    @Override
    public void row(String userid, Changes.Row row) {
        BufferedOutcome outcome = row.outcome();
        String key = userid + "|" + row.key() + "|" + outcome.eventId() + "|" + outcome.time();
        FirstExposure first = row.after();
        if (first == null) {
            result.rows().remove(key);
            liveRows.remove(key);
        } else {
            String content = outcome.content().event() + outcome.content().value();
            result.rows().put(key, first.time() + first.arm() + content);
            liveRows.put(key, row);
        }
    }

    /** The result so far, sums and ledger included. */
    Result result() {
        ledger.exposures().forEach((name, count) -> putCount("x" + name, count));
        ledger.outcomes().forEach((name, count) -> putCount("o" + name, count));
        experiments.forEach((id, tally) -> tally.arms().forEach((arm, sums) -> putArm(id + arm, sums, tally)));
        experiments.forEach((id, tally) -> tally.cohorts()
                .takeUnpublished()
                .forEach(day -> tally.cohorts()
                        .arms(day)
                        .forEach((arm, sums) -> putDay(id + arm + " day " + day, sums, tally))));
        return result;
    }

    private void putCount(String name, long count) {
        if (count != 0) {
            result.classes().put(name, count);
        }
    }

    private void putArm(String name, ArmTally arm, ExperimentTally tally) {
        result.putCount(name + " units", arm.units());
        result.putCount(name + " crossovers", arm.crossovers());
        arm.arrivals().forEach((epoch, units) -> result.putCount(name + " arrivals " + epoch, units));
        arm.unitsBySlice().forEach((slice, units) -> {
            String prefix = name + Result.slice(slice.epoch(), slice.matured(), slice.crossover());
            result.putCount(prefix, units);
            for (String metric : tally.metrics()) {
                int scale = tally.rules().metric(metric).scale();
                putCell(prefix + metric, arm.cell(new CellKey(metric, slice)), tally.sums(arm, metric, slice), scale);
            }
        });
    }

    private void putDay(String name, ArmTally arm, ExperimentTally tally) {
        arm.unitsBySlice().forEach((slice, units) -> {
            String prefix = name + (slice.crossover() ? " crossover " : " clean ");
            result.putCount(prefix, units);
            for (String metric : tally.metrics()) {
                int scale = tally.rules().metric(metric).scale();
                MetricSums sums = tally.sums(arm, metric, slice);
                result.putSum(prefix + metric + " y", new BigDecimal(sums.sum(), scale));
                result.putSum(prefix + metric + " yy", new BigDecimal(sums.squares(), 2 * scale));
            }
        });
    }

    private void putCell(String name, MetricCell cell, MetricSums sums, int scale) {
        result.putCount(name + " holders", cell.holders());
        result.putCount(name + " outcomes", cell.outcomes());
        result.putCount(name + " nonzero", sums.nonzero());
        result.putCount(name + " capped", sums.capped());
        result.putSum(name + " y", new BigDecimal(sums.sum(), scale));
        result.putSum(name + " yy", new BigDecimal(sums.squares(), 2 * scale));
        result.putSum(name + " yyy", new BigDecimal(sums.cubes(), 3 * scale));
        result.putSum(name + " x", new BigDecimal(sums.covariateSum(), scale));
        result.putSum(name + " xx", new BigDecimal(sums.covariateSquares(), 2 * scale));
        result.putSum(name + " xy", new BigDecimal(sums.crossProducts(), 2 * scale));
    }
}
