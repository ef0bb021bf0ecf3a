package io.exposures.joiner.definitions;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Definitions;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.Measures;
import io.exposures.records.ExperimentDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest definition of each experiment, in memory. One thread writes, any may read. */
public final class NewestDefinitions implements Definitions {

    private static final Logger LOG = LoggerFactory.getLogger(NewestDefinitions.class);

    private final ConcurrentMap<ExperimentId, Entry> entries = new ConcurrentHashMap<>();
    private final BoundDefinition byDefault;
    private final int lookbackDays;

    /** A definition, and what an experiment would be bound to by it. */
    private record Entry(ExperimentDefinition definition, BoundDefinition bound) {}

    /**
     * No definitions yet.
     *
     * @param defaultWindow the attribution window of experiments whose definition names none
     * @param lookbackDays greatest number of days that a covariate is taken from
     */
    public NewestDefinitions(Duration defaultWindow, int lookbackDays) {
        this.byDefault =
                BoundDefinition.byDefault(micros(defaultWindow), Measures.DEFAULT.withLookbackUpTo(lookbackDays));
        this.lookbackDays = lookbackDays;
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

    /** The definition itself; empty when there is none. */
    public Optional<ExperimentDefinition> find(ExperimentId experiment) {
        return Optional.ofNullable(entries.get(experiment)).map(Entry::definition);
    }

    @Override
    public BoundDefinition newest(ExperimentId experiment) {
        Entry entry = entries.get(experiment);
        return entry == null ? byDefault : entry.bound();
    }

    private BoundDefinition bound(ExperimentDefinition definition) {
        Long window = definition.getWindow();
        return new BoundDefinition(
                definition.getVersion(),
                window == null ? byDefault.window() : Math.multiplyExact(window, 1000L),
                definition.getArmParams(),
                micros(definition.getStart(), Long.MIN_VALUE),
                micros(definition.getEnd(), Long.MAX_VALUE),
                measures(definition));
    }

    private Measures measures(ExperimentDefinition definition) {
        Measures wanted = DefinedMeasures.of(definition, byDefault.measures().lookback());
        Measures kept = wanted.withLookbackUpTo(lookbackDays);
        if (!kept.equals(wanted)) {
            LOG.warn(
                    "experiment {}: covariates look back at most {} days here (joiner.lookback.days)",
                    definition.getName(),
                    lookbackDays);
        }
        return kept;
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1000;
    }

    private static long micros(@Nullable Instant time, long byDefault) {
        return time == null ? byDefault : time.toEpochMilli() * 1000;
    }
}
