package io.exposures.producer;

import org.jspecify.annotations.Nullable;

/** Where every dropped record is reported, by whichever thread drops it. Never throws. */
final class Losses {

    private final PerKind<Accounts> accounts;
    private volatile @Nullable Throwable lastRefusal;

    Losses(PerKind<Accounts> accounts) {
        this.accounts = accounts;
    }

    /** A record was made and then dropped. */
    void dropped(BufferedRecord buffered, DropReason reason) {
        accounts.get(buffered.kind()).dropped(reason);
    }

    /** A record was refused before it was made. */
    void refused(RecordKind kind, DropReason reason, @Nullable String experiment, Throwable cause) {
        accounts.get(kind).dropped(reason);
        lastRefusal = cause;
    }

    /** Why the last refused record was refused; null if none was. */
    @Nullable
    Throwable lastRefusal() {
        return lastRefusal;
    }
}
