package io.exposures.joiner.topology;

import java.util.concurrent.atomic.AtomicInteger;

/** How many chunks of memory the partitions of one process may hold together. Thread-safe. */
final class CacheBudget {

    /** With one chunk everything would be forgotten whenever it is full. */
    private static final int LEAST = 2;

    private final int chunks;
    private final AtomicInteger sharers = new AtomicInteger();

    CacheBudget(int chunks) {
        this.chunks = chunks;
    }

    void join() {
        sharers.incrementAndGet();
    }

    void leave() {
        sharers.decrementAndGet();
    }

    /** The part of one of those who share now. */
    int share() {
        return Math.max(LEAST, chunks / Math.max(1, sharers.get()));
    }
}
