package io.exposures.producer;

import java.time.Duration;

/** A pause that doubles with every failure in a row. */
final class Backoff {

    private final long least;
    private final long most;
    private long next;
    private long until;
    private boolean paused;

    Backoff(Duration least, Duration most) {
        this.least = least.toNanos();
        this.most = most.toNanos();
        this.next = this.least;
    }

    void failed(long now) {
        until = now + next;
        next = Math.min(most, next * 2);
        paused = true;
    }

    void succeeded() {
        next = least;
        paused = false;
    }

    boolean isPaused(long now) {
        return paused && until - now > 0;
    }

    /** Whether the last attempt failed. */
    boolean isFailing() {
        return paused;
    }
}
