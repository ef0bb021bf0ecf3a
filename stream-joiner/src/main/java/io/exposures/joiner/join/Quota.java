package io.exposures.joiner.join;

/**
 * How many records of one kind a user has brought in the current hour. Hours are those of the broker's append times in
 * one log, in that log's order, so that the verdict depends on the log alone.
 *
 * @param hour hours since the epoch
 * @param used records counted in it
 */
public record Quota(long hour, int used) {

    static final Quota UNUSED = new Quota(Long.MIN_VALUE, 0);

    private static final long HOUR_MILLIS = 3_600_000;

    /** The quota at a later append time: a new hour starts afresh; a clock that steps back does not. */
    Quota at(long appendMillis) {
        long now = Math.floorDiv(appendMillis, HOUR_MILLIS);
        return now > hour ? new Quota(now, 0) : this;
    }

    Quota plusOne() {
        return new Quota(hour, used + 1);
    }

    /** Whether no record appended at {@code millis} or later can still count in this hour. */
    boolean endedBy(long millis) {
        return hour < Math.floorDiv(millis, HOUR_MILLIS);
    }
}
