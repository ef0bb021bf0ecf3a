package io.exposures.producer;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Where every dropped record is accounted for, by whichever thread drops it. Never throws. */
final class Losses {

    private final PerKind<Accounts> accounts;
    private final LossTable unreported;
    private final ExposureDedup dedup;
    private final DropNotifier notifier;
    private final InstantSource clock;
    private volatile @Nullable Throwable lastRefusal;

    Losses(
            PerKind<Accounts> accounts,
            LossTable unreported,
            ExposureDedup dedup,
            DropNotifier notifier,
            InstantSource clock) {
        this.accounts = accounts;
        this.unreported = unreported;
        this.dedup = dedup;
        this.notifier = notifier;
        this.clock = clock;
    }

    /** A record was made and then dropped. */
    void dropped(BufferedRecord buffered, DropReason reason) {
        RecordKind kind = buffered.kind();
        accounts.get(kind).dropped(reason, 1);
        dedup.forget(buffered.dedupKey());
        try {
            long time = buffered.time();
            String experiment = buffered.experiment();
            unreported.add(new LossTable.Key(kind, reason, experiment), 1, time);
            notifier.dropped(kind, reason, experiment, time, buffered);
        } catch (Throwable e) {
            lastRefusal = e;
        }
    }

    /** A record was refused before it was made. */
    void refused(RecordKind kind, DropReason reason, @Nullable String experiment, Throwable cause) {
        lastRefusal = cause;
        accounts.get(kind).dropped(reason, 1);
        try {
            long now = Micros.of(clock.instant());
            unreported.add(new LossTable.Key(kind, reason, experiment), 1, now);
            notifier.dropped(kind, reason, experiment, now, null);
        } catch (Throwable e) {
            lastRefusal = e;
        }
    }

    /** Records were lost that can no longer be looked at. */
    void lost(RecordKind kind, DropReason reason, long records) {
        if (records > 0) {
            accounts.get(kind).dropped(reason, records);
            unreported.add(new LossTable.Key(kind, reason, null), records, Micros.of(clock.instant()));
        }
    }

    /** An earlier run was killed; what it had in memory is lost. */
    void uncleanStop(Instant started) {
        for (RecordKind kind : RecordKind.values()) {
            unknown(kind, DropReason.UNCLEAN_STOP, started);
        }
    }

    /** Nobody knows how many records were lost, only since when they may have been. */
    void unknown(RecordKind kind, DropReason reason, Instant since) {
        unreported.add(
                new LossTable.Key(kind, reason, null),
                new LossTable.Tally(0, Micros.of(since), Micros.of(clock.instant())));
    }

    /** Why the last refused record was refused; null if none was since this was last asked. */
    @Nullable
    Throwable takeLastRefusal() {
        Throwable last = lastRefusal;
        lastRefusal = null;
        return last;
    }
}
