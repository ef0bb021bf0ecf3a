package io.exposures.joiner.query;

import java.time.Instant;

/**
 * What the records of one host say about its clock.
 *
 * @param topic exposures or outcomes
 * @param host the host; empty when unknown
 * @param records valid records
 * @param late records among them that were refused as late
 * @param future records among them that were refused as ahead of the broker's clock
 * @param hour start of the newest hour of append times
 * @param leastDelayMillis least append time minus event time within that hour, milliseconds: about the error of the
 *     host's clock; positive when it is behind
 */
public record SourceReport(
        String topic, String host, long records, long late, long future, Instant hour, long leastDelayMillis) {

    private static final long TOLERATED_MILLIS = 60_000;
    private static final long ENOUGH_RECORDS = 10;

    /** Reports of the same host from two partitions, taken together. */
    SourceReport plus(SourceReport other) {
        SourceReport newer = hour.isBefore(other.hour) ? other : this;
        long least =
                hour.equals(other.hour) ? Math.min(leastDelayMillis, other.leastDelayMillis) : newer.leastDelayMillis;
        return new SourceReport(
                topic, host, records + other.records, late + other.late, future + other.future, newer.hour, least);
    }

    /** Whether the host's clock seems to be off: by more than a minute, or so far that most records are refused. */
    public boolean suspect() {
        boolean mostlyRefused = late + future > records / 2;
        return records >= ENOUGH_RECORDS && (mostlyRefused || Math.abs(leastDelayMillis) > TOLERATED_MILLIS);
    }
}
