package io.exposures.joiner.definitions;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Definitions;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.records.ExperimentDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The newest definition of each experiment, in memory. One thread writes, any may read. */
public final class NewestDefinitions implements Definitions {

    private final ConcurrentMap<ExperimentId, Entry> entries = new ConcurrentHashMap<>();
    private final Duration defaultWindow;
    private final BoundDefinition byDefault;

    /** A definition, and what an experiment would be bound to by it. */
    private record Entry(ExperimentDefinition definition, BoundDefinition bound) {}

    /**
     * No definitions yet.
     *
     * @param defaultWindow the attribution window of experiments whose definition names none
     */
    public NewestDefinitions(Duration defaultWindow) {
        this.defaultWindow = defaultWindow;
        this.byDefault = BoundDefinition.byDefault(defaultWindow.toMillis() * 1000);
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
            entries.put(experiment, new Entry(definition, BoundRecords.bind(definition, defaultWindow)));
        }
    }

    /** The definition itself; empty when there is none. */
    public Optional<ExperimentDefinition> find(ExperimentId experiment) {
        return Optional.ofNullable(entries.get(experiment)).map(Entry::definition);
    }

    @Override
    public BoundDefinition newest(ExperimentId experiment) {
        Entry entry = entries.get(experiment);
        return entry == null ? byDefault : entry.bound();
    }
}
