package io.exposures.joiner.definitions;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Definitions;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.records.ExperimentDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The newest definition of each experiment, in memory. One thread writes, any may read. */
public final class NewestDefinitions implements Definitions {

    private final ConcurrentMap<ExperimentId, ExperimentDefinition> definitions = new ConcurrentHashMap<>();
    private final Duration defaultWindow;

    /**
     * No definitions yet.
     *
     * @param defaultWindow the attribution window of experiments whose definition names none
     */
    public NewestDefinitions(Duration defaultWindow) {
        this.defaultWindow = defaultWindow;
    }

    /** Takes a definition in place of the one before; null takes it back. */
    public void put(ExperimentId experiment, @Nullable ExperimentDefinition definition) {
        if (definition == null) {
            definitions.remove(experiment);
        } else {
            definitions.put(experiment, definition);
        }
    }

    /** The definition itself; empty when there is none. */
    public Optional<ExperimentDefinition> find(ExperimentId experiment) {
        return Optional.ofNullable(definitions.get(experiment));
    }

    @Override
    public BoundDefinition newest(ExperimentId experiment) {
        ExperimentDefinition definition = definitions.get(experiment);
        return definition == null ? BoundDefinition.byDefault(micros(defaultWindow)) : bound(definition);
    }

    private BoundDefinition bound(ExperimentDefinition definition) {
        Long window = definition.getWindow();
        return new BoundDefinition(
                definition.getVersion(),
                window == null ? micros(defaultWindow) : window * 1000,
                definition.getArmParams(),
                micros(definition.getStart(), Long.MIN_VALUE),
                micros(definition.getEnd(), Long.MAX_VALUE));
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1000;
    }

    private static long micros(@Nullable Instant time, long byDefault) {
        return time == null ? byDefault : time.toEpochMilli() * 1000;
    }
}
