package io.exposures.producer;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where callers' records enter: counts each, makes it, offers it to its lane, and lets nothing escape to the caller. */
final class Intake {

    private final Map<RecordKind, Lane> lanes;
    private final long maxRecordBytes;
    private final Accounts accounts;
    private final Losses losses;
    private final Runnable handedIn;

    /**
     * Wires the entrance.
     *
     * @param handedIn told after each record that was taken
     */
    Intake(Map<RecordKind, Lane> lanes, long maxRecordBytes, Accounts accounts, Losses losses, Runnable handedIn) {
        this.lanes = Map.copyOf(lanes);
        this.maxRecordBytes = maxRecordBytes;
        this.accounts = accounts;
        this.losses = losses;
        this.handedIn = handedIn;
    }

    /**
     * Takes one record.
     *
     * @param experiment name of its experiment, if there is one, for the account of losses
     * @param maker makes the record; when it throws, the record is refused
     */
    void take(RecordKind kind, @Nullable String experiment, Supplier<BufferedRecord> maker) {
        accounts.handedIn(kind);
        try {
            offer(maker.get());
        } catch (RuntimeException e) {
            losses.refused(kind, DropReason.INVALID, experiment, e);
        } catch (Throwable e) {
            losses.refused(kind, DropReason.INTERNAL_ERROR, experiment, e);
        }
    }

    /** Counts a hand-in that holds nothing to make a record of. */
    void refuse(RecordKind kind, String why) {
        take(kind, null, () -> {
            throw new IllegalArgumentException(why);
        });
    }

    private void offer(BufferedRecord buffered) {
        DropReason reason = buffered.bytes() > maxRecordBytes
                ? DropReason.TOO_LARGE
                : lanes.get(buffered.kind()).offer(buffered);
        if (reason == null) {
            handedIn.run();
        } else {
            losses.dropped(buffered, reason);
        }
    }
}
