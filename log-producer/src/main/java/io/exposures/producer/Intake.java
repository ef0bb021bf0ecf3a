package io.exposures.producer;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where callers' records enter: counts each, makes it, offers it to its lane, and lets nothing escape to the caller. */
final class Intake {

    private final PerKind<Lane> lanes;
    private final long maxRecordBytes;
    private final PerKind<Accounts> accounts;
    private final Losses losses;
    private final ExposureDedup dedup;
    private final Runnable handedIn;

    /**
     * Wires the entrance.
     *
     * @param handedIn told after each record that was taken
     */
    Intake(
            PerKind<Lane> lanes,
            long maxRecordBytes,
            PerKind<Accounts> accounts,
            Losses losses,
            ExposureDedup dedup,
            Runnable handedIn) {
        this.lanes = lanes;
        this.maxRecordBytes = maxRecordBytes;
        this.accounts = accounts;
        this.losses = losses;
        this.dedup = dedup;
        this.handedIn = handedIn;
    }

    /**
     * Takes one record.
     *
     * @param experiment name of its experiment, if there is one, for the account of losses
     * @param maker makes the record; when it throws, the record is refused
     */
    void take(RecordKind kind, @Nullable String experiment, Supplier<BufferedRecord> maker) {
        accounts.get(kind).handedIn();
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
        if (dedup.isRepeat(buffered.dedupKey(), buffered.time())) {
            accounts.get(buffered.kind()).suppressed();
            return;
        }
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
