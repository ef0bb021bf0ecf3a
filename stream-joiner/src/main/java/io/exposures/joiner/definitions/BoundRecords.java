package io.exposures.joiner.definitions;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.records.ExperimentDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an experiment is bound to, as a record: a definition of which only the fields that are bound are set. */
public final class BoundRecords {

    private static final long MICROS_PER_MILLI = 1000;

    private BoundRecords() {}

    /** The record of what an experiment is bound to. */
    public static ExperimentDefinition toRecord(ExperimentId experiment, BoundDefinition bound) {
        return ExperimentDefinition.newBuilder()
                .setName(experiment.name())
                .setSalt(experiment.salt())
                .setVersion(bound.version())
                .setWindow(bound.window() / MICROS_PER_MILLI)
                .setStart(bound.start() == Long.MIN_VALUE ? null : instant(bound.start()))
                .setEnd(bound.end() == Long.MAX_VALUE ? null : instant(bound.end()))
                .setArmParams(bound.armParams())
                .setEpochs(MeasureRecords.epochs(bound.measures()))
                .setMetrics(MeasureRecords.metrics(bound.measures()))
                .setAlpha(bound.measures().level().alpha())
                .setNStar(Math.round(bound.measures().level().tuningUnits()))
                .build();
    }

    /**
     * What an experiment is bound to by this definition.
     *
     * @param definition the definition
     * @param defaultWindow the attribution window when the definition names none
     * @throws IllegalArgumentException if nothing can be bound to it
     */
    public static BoundDefinition bind(ExperimentDefinition definition, Duration defaultWindow) {
        Long window = definition.getWindow();
        return new BoundDefinition(
                definition.getVersion(),
                Math.multiplyExact(window == null ? defaultWindow.toMillis() : window, MICROS_PER_MILLI),
                List.copyOf(definition.getArmParams()),
                micros(definition.getStart(), Long.MIN_VALUE),
                micros(definition.getEnd(), Long.MAX_VALUE),
                MeasureRecords.bind(definition));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochMilli(micros / MICROS_PER_MILLI);
    }

    private static long micros(@Nullable Instant time, long byDefault) {
        return time == null ? byDefault : Math.multiplyExact(time.toEpochMilli(), MICROS_PER_MILLI);
    }
}
