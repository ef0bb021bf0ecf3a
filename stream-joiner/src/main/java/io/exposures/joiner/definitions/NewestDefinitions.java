package io.exposures.joiner.definitions;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Definitions;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.Measures;
import io.exposures.records.ExperimentDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest definition of each experiment, in memory. One thread writes, any may read. */
public final class NewestDefinitions implements Definitions {

    private static final Logger LOG = LoggerFactory.getLogger(NewestDefinitions.class);

    private final ConcurrentMap<ExperimentId, Entry> entries = new ConcurrentHashMap<>();
    private final Duration defaultWindow;
    private final int lookbackDays;
    private final BoundDefinition byDefault;

    /** A definition, and what an experiment would be bound to by it. */
    private record Entry(ExperimentDefinition definition, BoundDefinition bound) {}

    /**
     * No definitions yet.
     *
     * @param defaultWindow the attribution window of experiments whose definition names none
     * @param lookbackDays greatest number of days that a covariate is taken from
     */
    public NewestDefinitions(Duration defaultWindow, int lookbackDays) {
        this.defaultWindow = defaultWindow;
        this.lookbackDays = lookbackDays;
        this.byDefault = BoundDefinition.byDefault(
                defaultWindow.toMillis() * 1000, Measures.DEFAULT.withLookbackUpTo(lookbackDays));
    }

    /**
     * Takes a definition in place of the one before; null takes it back.
     *
     * @throws IllegalArgumentException if nothing can be bound to it; the one before stays
     */
    public void put(ExperimentId experiment, @Nullable ExperimentDefinition definition) {
        if (definition == null) {
            entries.remove(experiment);
        } else {
            entries.put(experiment, new Entry(definition, bound(definition)));
        }
    }

    /** More days of a covariate than are kept cannot be had, and a definition should not be refused for that. */
    private BoundDefinition bound(ExperimentDefinition definition) {
        BoundDefinition wanted = BoundRecords.bind(definition, defaultWindow);
        BoundDefinition bound = wanted.withLookbackUpTo(lookbackDays);
        if (!bound.equals(wanted)) {
            LOG.warn(
                    "experiment {}: covariates look back at most {} days here (setting joiner.lookback.days)",
                    definition.getName(),
                    lookbackDays);
        }
        return bound;
    }

    /** The definition itself; empty when there is none. */
    public Optional<ExperimentDefinition> find(ExperimentId experiment) {
        return Optional.ofNullable(entries.get(experiment)).map(Entry::definition);
    }

    /** The experiments of one name that have a definition. */
    Set<ExperimentId> named(String name) {
        return entries.keySet().stream().filter(id -> id.name().equals(name)).collect(Collectors.toSet());
    }

    @Override
    public BoundDefinition newest(ExperimentId experiment) {
        Entry entry = entries.get(experiment);
        return entry == null ? byDefault : entry.bound();
    }
}
