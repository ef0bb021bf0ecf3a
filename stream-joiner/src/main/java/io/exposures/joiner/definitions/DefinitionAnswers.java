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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Compares the newest definitions with the versions that partitions say they are bound to. */
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
     * @param snapshots have the bound versions
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
        Optional<ExperimentDefinition> newest = definitions.find(id);
        SortedMap<Integer, Integer> bound = snapshots.boundVersions(id);
        ExperimentDefinition target = newest.orElseGet(() -> none(id));
        List<Waiting> waiting = new ArrayList<>();
        for (int version : new TreeSet<>(bound.values())) {
            Waiting difference = new Waiting(version, partitions(bound, version), changes(id, version, target));
            if (difference.changes() == null || !difference.changes().isEmpty()) {
                waiting.add(difference);
            }
        }
        return new DefinitionStatus(
                id, newest.map(DefinitionAnswers::view).orElse(null), bound, waiting, DefinitionFields.BOUND, missing);
    }

    private static Newest view(ExperimentDefinition definition) {
        return new Newest(definition.getVersion(), DefinitionDocument.of(definition));
    }

    private static List<Integer> partitions(SortedMap<Integer, Integer> bound, int version) {
        return bound.entrySet().stream()
                .filter(entry -> entry.getValue() == version)
                .map(Map.Entry::getKey)
                .toList();
    }

    private @Nullable List<Change> changes(ExperimentId id, int version, ExperimentDefinition newest) {
        Optional<ExperimentDefinition> bound = version == 0 ? Optional.of(none(id)) : definitions.version(id, version);
        return bound.map(before -> DefinitionDiff.between(before, newest).stream()
                        .filter(FieldChange::bound)
                        .map(change -> new Change(change.field(), change.before(), change.after()))
                        .toList())
                .orElse(null);
    }

    /** What holds for an experiment without a definition. */
    private static ExperimentDefinition none(ExperimentId id) {
        return ExperimentDefinition.newBuilder()
                .setName(id.name())
                .setSalt(id.salt())
                .setVersion(0)
                .build();
    }
}
