package io.exposures.joiner.query;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.records.ExperimentDefinition;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The newest snapshot of each partition, and the producers' loss reports, in memory. One thread writes, any may read.
 */
public final class Snapshots {

    private static final long MICROS_PER_MILLI = 1000;

    private final ConcurrentMap<ExperimentId, ConcurrentMap<Integer, PartitionSummary>> summaries =
            new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, PartitionLedger> ledgers = new ConcurrentHashMap<>();
    private final ConcurrentMap<
                    ExperimentId,
                    ConcurrentMap<Integer, ConcurrentNavigableMap<LocalDate, SortedMap<String, ArmStats>>>>
            days = new ConcurrentHashMap<>();
    private final LossReports losses = new LossReports();

    /** Replaces what is known of one experiment in one partition. */
    public void put(PartitionSummary summary) {
        summaries.computeIfAbsent(summary.id(), id -> new ConcurrentHashMap<>()).put(summary.partition(), summary);
    }

    /** Replaces what is known of the units that were first exposed on one day, in one partition. */
    public void putDay(ExperimentId id, int partition, LocalDate day, SortedMap<String, ArmStats> arms) {
        days.computeIfAbsent(id, key -> new ConcurrentHashMap<>())
                .computeIfAbsent(partition, key -> new ConcurrentSkipListMap<>())
                .put(day, arms);
    }

    /** Forgets the units that were first exposed on one day, in one partition. */
    void removeDay(ExperimentId id, int partition, LocalDate day) {
        days.getOrDefault(id, new ConcurrentHashMap<>())
                .getOrDefault(partition, new ConcurrentSkipListMap<>())
                .remove(day);
    }

    /** Units by the day of their first exposure and by arm, all partitions added up. */
    SortedMap<LocalDate, SortedMap<String, ArmStats>> days(ExperimentId id) {
        SortedMap<LocalDate, SortedMap<String, ArmStats>> all = new TreeMap<>();
        days.getOrDefault(id, new ConcurrentHashMap<>())
                .values()
                .forEach(partition -> partition.forEach((day, arms) -> arms.forEach((arm, stats) ->
                        all.computeIfAbsent(day, d -> new TreeMap<>()).merge(arm, stats, ArmStats::plus))));
        return all;
    }

    /** Replaces what is known of one partition. */
    public void put(PartitionLedger ledger) {
        ledgers.put(ledger.partition(), ledger);
    }

    /** Adds a loss report, or replaces the one with its id. */
    public void put(LossReport report) {
        losses.put(report);
    }

    /** What an experiment is bound to, by partition, only the bound fields set; partitions that do not say are left out. */
    public SortedMap<Integer, ExperimentDefinition> bound(ExperimentId id) {
        SortedMap<Integer, ExperimentDefinition> bound = new TreeMap<>();
        for (PartitionSummary summary : summaries(id)) {
            ExperimentDefinition definition = summary.reading().bound();
            if (definition != null) {
                bound.put(summary.partition(), definition);
            }
        }
        return bound;
    }

    /** The attribution window, microseconds, that an experiment is bound to in one partition; empty while unknown. */
    public OptionalLong boundWindow(ExperimentId id, int partition) {
        ExperimentDefinition definition = bound(id).get(partition);
        Long millis = definition == null ? null : definition.getWindow();
        return millis == null ? OptionalLong.empty() : OptionalLong.of(millis * MICROS_PER_MILLI);
    }

    /** Forgets an experiment in one partition. */
    public void removeSummary(ExperimentId id, int partition) {
        summaries.computeIfPresent(id, (key, parts) -> {
            parts.remove(partition);
            return parts.isEmpty() ? null : parts;
        });
    }

    /** Forgets the progress of one partition. */
    public void removeLedger(int partition) {
        ledgers.remove(partition);
    }

    /** The experiments that any partition knows. */
    Set<ExperimentId> experiments() {
        return summaries.keySet();
    }

    /** What each partition knows of one experiment. */
    Collection<PartitionSummary> summaries(ExperimentId id) {
        return List.copyOf(summaries.getOrDefault(id, new ConcurrentHashMap<>()).values());
    }

    /** Progress by partition. */
    public Map<Integer, PartitionLedger> ledgers() {
        return Map.copyOf(ledgers);
    }

    /** Progress of one partition, if known. */
    public Optional<PartitionLedger> ledger(int partition) {
        return Optional.ofNullable(ledgers.get(partition));
    }

    LossReports losses() {
        return losses;
    }
}
