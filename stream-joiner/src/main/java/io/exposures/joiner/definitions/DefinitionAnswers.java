package io.exposures.joiner.definitions;

import io.exposures.joiner.definitions.yaml.DefinitionDocument;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.query.DefinitionQuery;
import io.exposures.joiner.query.DefinitionStatus;
import io.exposures.joiner.query.DefinitionStatus.Change;
import io.exposures.joiner.query.DefinitionStatus.Newest;
import io.exposures.joiner.query.DefinitionStatus.Waiting;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.NotReadyException;
import io.exposures.joiner.query.Snapshots;
import io.exposures.joiner.query.StatsQuery;
import io.exposures.records.ExperimentDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Compares what partitions say they are bound to with what a rebuild would bind. */
public final class DefinitionAnswers implements DefinitionQuery {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final NewestDefinitions definitions;
    private final Snapshots snapshots;
    private final StatsQuery stats;
    private final BooleanSupplier caughtUp;

    /**
     * Answers about definitions.
     *
     * @param definitions the newest definitions
     * @param snapshots say what is bound
     * @param stats knows which experiments have been run
     * @param caughtUp whether every definition that existed at the start has been read
     */
    public DefinitionAnswers(
            NewestDefinitions definitions, Snapshots snapshots, StatsQuery stats, BooleanSupplier caughtUp) {
        this.definitions = definitions;
        this.snapshots = snapshots;
        this.stats = stats;
        this.caughtUp = caughtUp;
    }

    @Override
    public List<DefinitionStatus> definitions(String name) {
        if (!caughtUp.getAsBoolean()) {
            throw new NotReadyException("The definitions are still being read.", SOON);
        }
        SortedMap<ExperimentId, SortedSet<Integer>> missing = new TreeMap<>();
        SortedSet<Integer> unknown = stats.ledger().missing();
        definitions.named(name).forEach(id -> missing.put(id, unknown));
        for (ExperimentStats experiment : stats.experiments(name)) {
            missing.put(experiment.id(), experiment.missing());
        }
        List<DefinitionStatus> all = new ArrayList<>();
        missing.forEach((id, partitions) -> all.add(status(id, partitions)));
        return all;
    }

    private DefinitionStatus status(ExperimentId id, SortedSet<Integer> missing) {
        ExperimentDefinition onRebuild = BoundRecords.toRecord(id, definitions.newest(id));
        SortedMap<Integer, Integer> versions = new TreeMap<>();
        Map<ExperimentDefinition, List<Integer>> partitions = new LinkedHashMap<>();
        snapshots.bound(id).forEach((partition, bound) -> {
            versions.put(partition, bound.getVersion());
            partitions.computeIfAbsent(bound, b -> new ArrayList<>()).add(partition);
        });
        List<Waiting> waiting = new ArrayList<>();
        partitions.forEach((bound, where) -> {
            List<Change> changes = changes(bound, onRebuild);
            if (!changes.isEmpty()) {
                waiting.add(new Waiting(bound.getVersion(), where, changes));
            }
        });
        Newest newest = definitions.find(id).map(DefinitionAnswers::view).orElse(null);
        return new DefinitionStatus(id, newest, versions, waiting, DefinitionFields.BOUND, missing);
    }

    private static Newest view(ExperimentDefinition definition) {
        return new Newest(definition.getVersion(), DefinitionDocument.of(definition));
    }

    private static List<Change> changes(ExperimentDefinition bound, ExperimentDefinition onRebuild) {
        return DefinitionDiff.between(bound, onRebuild).stream()
                .map(change -> new Change(change.field(), change.before(), change.after()))
                .toList();
    }
}
