package io.exposures.joiner.join;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one record changed: collected by {@link Join}, carried out by the caller in one transaction. */
public final class Changes {

    private final List<Row> rows = new ArrayList<>();
    private final List<UnitChange> units = new ArrayList<>();
    private @Nullable BufferedOutcome buffered;
    private long joinedToUnexposed;
    private long unexposedToJoined;
    private @Nullable OutcomeClass retractedFrom;

    /**
     * A joined row that appeared, changed or went.
     *
     * @param key the unit it is credited to
     * @param before the first exposure that the row was made from; null if there was no row
     * @param after the first exposure that the row is made from now; null if it has to be taken back
     * @param outcome the outcome
     */
    public record Row(
            UnitKey key,
            @Nullable FirstExposure before,
            @Nullable FirstExposure after,
            BufferedOutcome outcome) {}

    /**
     * A unit whose state changed.
     *
     * @param key the unit
     * @param before its state before; null for a new unit
     * @param after its state now
     */
    public record UnitChange(UnitKey key, @Nullable UnitState before, UnitState after) {

        /** Whether what the unit-status topic says of the unit changed. */
        public boolean changesStatus() {
            return before == null
                    || !before.first().equals(after.first())
                    || !before.arms().equals(after.arms());
        }
    }

    void row(UnitKey key, @Nullable FirstExposure before, @Nullable FirstExposure after, BufferedOutcome outcome) {
        rows.add(new Row(key, before, after, outcome));
    }

    void unit(UnitKey key, @Nullable UnitState before, UnitState after) {
        units.add(new UnitChange(key, before, after));
    }

    void buffer(BufferedOutcome outcome) {
        buffered = outcome;
    }

    void moved(boolean joinedBefore, boolean joinedAfter) {
        if (joinedBefore && !joinedAfter) {
            joinedToUnexposed++;
        } else if (!joinedBefore && joinedAfter) {
            unexposedToJoined++;
        }
    }

    void retracted(OutcomeClass from) {
        retractedFrom = from;
    }

    /** Rows that appeared, changed or went, in event-time order within a unit. */
    public List<Row> rows() {
        return rows;
    }

    /** Units whose state changed. */
    public List<UnitChange> units() {
        return units;
    }

    /** The buffer entry to write; null when there is none. */
    public @Nullable BufferedOutcome buffered() {
        return buffered;
    }

    /** Whether an outcome that counts came into the buffer. */
    public boolean storesLiveOutcome() {
        return buffered != null && buffered.isLive();
    }

    /** How many earlier outcomes the change made unexposed. */
    public long joinedToUnexposed() {
        return joinedToUnexposed;
    }

    /** How many earlier outcomes the change made joined. */
    public long unexposedToJoined() {
        return unexposedToJoined;
    }

    /** The class of the earlier outcome that was taken back; null when none was. */
    public @Nullable OutcomeClass retractedFrom() {
        return retractedFrom;
    }
}
