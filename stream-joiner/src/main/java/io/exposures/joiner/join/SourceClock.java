package io.exposures.joiner.join;

/**
 * What the records of one host say about its clock. A record is appended after it was made, so the least delay between
 * event time and append time within an hour is close to zero when the clock is right, close to the clock's error when it is
 * behind, and negative when it is ahead.
 *
 * @param records records of the host
 * @param late records among them that were refused as late
 * @param future records among them that were refused as ahead of the broker's clock
 * @param hour the newest hour of append times, hours since the epoch
 * @param leastDelay least append time minus event time within that hour, milliseconds
 */
public record SourceClock(long records, long late, long future, long hour, long leastDelay) {

    /** A host that nothing has come from. */
    public static final SourceClock START = new SourceClock(0, 0, 0, Long.MIN_VALUE, Long.MAX_VALUE);

    private static final long HOUR_MILLIS = 3_600_000;

    /**
     * With one record more.
     *
     * @param timeMicros its event time, microseconds since the epoch
     * @param appendMillis the broker's append time, milliseconds since the epoch
     * @param isLate whether it was refused as late
     * @param isFuture whether it was refused as ahead of the broker's clock
     */
    public SourceClock plus(long timeMicros, long appendMillis, boolean isLate, boolean isFuture) {
        long now = Math.floorDiv(appendMillis, HOUR_MILLIS);
        long delay = Math.max(-Long.MAX_VALUE, appendMillis - Math.floorDiv(timeMicros, 1000));
        long least = now > hour ? delay : Math.min(leastDelay, delay);
        return new SourceClock(
                records + 1, late + (isLate ? 1 : 0), future + (isFuture ? 1 : 0), Math.max(hour, now), least);
    }
}
