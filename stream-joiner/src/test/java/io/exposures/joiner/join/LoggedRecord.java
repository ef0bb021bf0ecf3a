package io.exposures.joiner.join;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** One record of a generated log: an exposure when {@code unit} is set, else an outcome or a retraction. */
public record LoggedRecord(
        String userid,
        @Nullable UnitKey unit,
        String arm,
        String id,
        @Nullable String retracts,
        String event,
        double value,
        long time,
        long append) {

    public boolean isExposure() {
        return unit != null;
    }

    public ExperimentId experiment() {
        if (unit == null) {
            throw new IllegalStateException("not an exposure: " + this);
        }
        return unit.experiment();
    }

    public ExposureRecord exposure(BoundDefinition definition) {
        if (unit == null) {
            throw new IllegalStateException("not an exposure: " + this);
        }
        FirstExposure exposure = new FirstExposure(time, arm, id, StoredMap.of(arm.getBytes(UTF_8)));
        return new ExposureRecord(unit, exposure, definition, append);
    }

    public OutcomeRecord outcome(BoundedNames metrics) {
        var content = new BufferedOutcome.Content(event, metrics.resolve(event), value, StoredMap.EMPTY);
        return new OutcomeRecord(id, time, retracts, content, append, 0);
    }
}
