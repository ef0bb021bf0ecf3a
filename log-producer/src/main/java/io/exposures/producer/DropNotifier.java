package io.exposures.producer;

import io.exposures.schemas.serde.EncodedRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Passes drops on to the listener, if there is one, without ever holding up the thread that drops. */
final class DropNotifier {

    private static final int CAPACITY = 10_000;

    private final @Nullable Detached<Drop> listener;

    DropNotifier(@Nullable DropListener listener) {
        this.listener = listener == null ? null : new Detached<>("exposures-drops", CAPACITY, listener::onDrop);
    }

    void dropped(
            RecordKind kind,
            DropReason reason,
            @Nullable String experiment,
            long time,
            @Nullable EncodedRecord<?> record) {
        if (listener != null) {
            listener.offer(new Drop(kind, reason, experiment, Micros.toInstant(time), record));
        }
    }

    /** Drops that the listener was not told of because it was too slow. */
    long missed() {
        return listener == null ? 0 : listener.refused();
    }

    void close(Duration timeout) throws InterruptedException {
        if (listener != null) {
            listener.close(timeout);
        }
    }
}
