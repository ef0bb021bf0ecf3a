package io.exposures.joiner.topology;

import java.util.concurrent.atomic.AtomicInteger;

/** How many users the partitions of one process may hold in memory together. Thread-safe. */
final class CacheBudget {

    private final int users;
    private final AtomicInteger sharers = new AtomicInteger();

    CacheBudget(int users) {
        this.users = users;
    }

    void join() {
        sharers.incrementAndGet();
    }

    void leave() {
        sharers.decrementAndGet();
    }

    /** The part of one of those who share now. */
    int share() {
        return Math.max(1, users / Math.max(1, sharers.get()));
    }
}
