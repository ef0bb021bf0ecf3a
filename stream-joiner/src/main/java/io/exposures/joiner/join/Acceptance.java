package io.exposures.joiner.join;

import java.time.Duration;

/**
 * Which event times are accepted: a function of the record alone, its event time and its append time.
 *
 * @param horizon how late a record may be
 */
public record Acceptance(Duration horizon) {

    /** How far ahead of the broker's clock an event time may be. */
    public static final Duration TOLERATED_LEAD = Duration.ofMinutes(5);

    private static final long LEAD_MICROS = TOLERATED_LEAD.toMillis() * 1000;

    public Acceptance {
        if (horizon.isNegative() || horizon.isZero()) {
            throw new IllegalArgumentException("horizon: expected a positive duration, got " + horizon);
        }
    }

    /** The answer. */
    public enum Verdict {
        /** Within the limits. */
        ACCEPTED,
        /** Older than the horizon allows. */
        LATE,
        /** Ahead of the broker's clock by more than is tolerated. */
        FUTURE
    }

    /**
     * Judges one record.
     *
     * @param timeMicros event time, microseconds since the epoch
     * @param appendMillis the broker's append time, milliseconds since the epoch
     */
    public Verdict judge(long timeMicros, long appendMillis) {
        long append = appendMillis * 1000;
        if (timeMicros > append + LEAD_MICROS) {
            return Verdict.FUTURE;
        }
        return timeMicros < append - horizon.toMillis() * 1000 ? Verdict.LATE : Verdict.ACCEPTED;
    }
}
