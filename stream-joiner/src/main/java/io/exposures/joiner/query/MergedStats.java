package io.exposures.joiner.query;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.records.ExperimentDefinition;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The answers of any instance: adds up the partitions' snapshots when asked.
 *
 * <p>A partition is missing when neither a ledger nor, for that experiment, a summary of it is known. A partition with a
 * ledger and without a summary has no unit of the experiment, and lacks nothing.
 */
public final class MergedStats implements StatsQuery {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Snapshots snapshots;
    private final BooleanSupplier caughtUp;
    private final Function<ExperimentId, Optional<ExperimentDefinition>> definitions;
    private final UserQuery users;
    private final int partitions;

    /**
     * Answers from snapshots and, for single users, from the state.
     *
     * @param snapshots the newest snapshots
     * @param caughtUp whether every snapshot that existed at the start has been read
     * @param definitions finds the newest definition of an experiment
     * @param users finds single users
     * @param partitions number of partitions of the input topics
     */
    public MergedStats(
            Snapshots snapshots,
            BooleanSupplier caughtUp,
            Function<ExperimentId, Optional<ExperimentDefinition>> definitions,
            UserQuery users,
            int partitions) {
        this.snapshots = snapshots;
        this.caughtUp = caughtUp;
        this.definitions = definitions;
        this.users = users;
        this.partitions = partitions;
    }

    @Override
    public List<ExperimentStats> experiments() {
        requireCaughtUp();
        return snapshots.experiments().stream().sorted().map(this::merged).toList();
    }

    @Override
    public List<ExperimentStats> experiments(String name) {
        requireCaughtUp();
        return snapshots.experiments().stream()
                .filter(id -> id.name().equals(name))
                .sorted()
                .map(this::merged)
                .toList();
    }

    @Override
    public Optional<ExperimentDefinition> definition(ExperimentId id) {
        return definitions.apply(id);
    }

    @Override
    public SortedMap<LocalDate, SortedMap<String, ArmStats>> days(ExperimentId id) {
        requireCaughtUp();
        return snapshots.days(id);
    }

    @Override
    public LedgerStats ledger() {
        requireCaughtUp();
        Map<Integer, PartitionLedger> ledgers = snapshots.ledgers();
        LossReports losses = snapshots.losses();
        return new LedgerStats(new TreeMap<>(ledgers), missing(ledgers.keySet()), losses.totals(), losses.newest());
    }

    @Override
    public Optional<UserView> user(String userid, Replica replica) {
        return users.user(userid, replica);
    }

    private ExperimentStats merged(ExperimentId id) {
        Collection<PartitionSummary> parts = snapshots.summaries(id);
        SortedSet<Integer> missing = missing(snapshots.ledgers().keySet());
        parts.forEach(part -> missing.remove(part.partition()));
        return ExperimentStats.merge(id, parts, missing);
    }

    private SortedSet<Integer> missing(Collection<Integer> known) {
        SortedSet<Integer> missing = new TreeSet<>();
        for (int partition = 0; partition < partitions; partition++) {
            missing.add(partition);
        }
        missing.removeAll(known);
        return missing;
    }

    private void requireCaughtUp() {
        if (!caughtUp.getAsBoolean()) {
            throw new NotReadyException("The snapshots of the partitions are still being read.", SOON);
        }
    }
}
