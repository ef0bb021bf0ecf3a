package io.exposures.producer;

import java.util.concurrent.CountDownLatch;

/** Stands in a queue behind all records handed in before a flush, and counts down when they are settled. */
final class FlushMarker implements Queued {

    private final CountDownLatch reached;
    private volatile boolean cancelled;

    FlushMarker(CountDownLatch reached) {
        this.reached = reached;
    }

    /** All records before it are settled. */
    void reached() {
        reached.countDown();
    }

    /** Nobody waits for it any more. */
    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }
}
