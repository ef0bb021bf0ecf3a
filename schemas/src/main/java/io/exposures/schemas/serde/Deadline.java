package io.exposures.schemas.serde;

import java.time.Duration;

/**
 * The moment by which a call must have returned.
 *
 * @param ticker what time is measured by
 * @param nanos the moment, in the ticker's time
 */
record Deadline(Ticker ticker, long nanos) {

    static Deadline in(Duration duration, Ticker ticker) {
        return new Deadline(ticker, ticker.nanos() + duration.toNanos());
    }

    /** What is left; zero once the deadline has passed. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - ticker.nanos()));
    }

    boolean passed() {
        return remaining().isZero();
    }

    /** A nearer deadline that leaves as much time to each of {@code parts} attempts, this one included. */
    Deadline share(int parts) {
        return in(remaining().dividedBy(parts), ticker);
    }
}
