package io.exposures.joiner.join;

/**
 * What the records of one host say about its clock. A record is appended after it was made, so the least delay between
 * event time and append time within an hour is close to zero when the clock is right, close to the clock's error when it is
 * behind, and negative when it is ahead. Refused records count apart: a single absurd time says nothing of the clock.
 *
 * @param records records of the host
 * @param late records among them that were refused as late
 * @param future records among them that were refused as ahead of the broker's clock
 * @param hour the newest hour of append times of accepted records, hours since the epoch; 0 before the first
 * @param leastDelay least append time minus event time of accepted records within that hour, milliseconds
 */
public record SourceClock(long records, long late, long future, long hour, long leastDelay) {

    /** A host that nothing has come from. */
    public static final SourceClock START = new SourceClock(0, 0, 0, 0, 0);

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
        if (isLate || isFuture) {
            return new SourceClock(records + 1, late + (isLate ? 1 : 0), future + (isFuture ? 1 : 0), hour, leastDelay);
        }
        long now = Math.floorDiv(appendMillis, HOUR_MILLIS);
        long delay = appendMillis - Math.floorDiv(timeMicros, 1000);
        long least = now > hour ? delay : Math.min(leastDelay, delay);
        return new SourceClock(records + 1, late, future, Math.max(hour, now), least);
    }
}
