package io.exposures.joiner.stats;

import java.time.Duration;

/**
 * The spans of time, relative to a unit's first exposure, in which its events count. All times are microseconds of UTC
 * since 1970.
 *
 * <p>The covariate is taken from whole UTC days before the day of the first exposure. Events between that day's
 * midnight and the exposure count nowhere: that costs a little correlation and makes the covariate a sum of daily
 * buckets that needs no old events.
 *
 * @param lengthMicros length of the outcome window
 * @param lookbackDays whole days of the covariate, 0 for none
 */
public record AnalysisWindow(long lengthMicros, int lookbackDays) {
    private static final long DAY_MICROS = Duration.ofDays(1).toMillis() * 1000;

    /** Checks that the window has a length and the days are not negative. */
    public AnalysisWindow {
        if (lengthMicros <= 0) {
            throw new IllegalArgumentException("window must be longer than 0, was " + lengthMicros + " µs");
        }
        if (lookbackDays < 0) {
            throw new IllegalArgumentException("lookback days must not be negative, was " + lookbackDays);
        }
    }

    /** Returns the number of the UTC day that a time lies on, counted from 1970-01-01. */
    public static long day(long timeMicros) {
        return Math.floorDiv(timeMicros, DAY_MICROS);
    }

    /** Returns whether an event counts as outcome: from the first exposure on, up to but not including the end. */
    public boolean isOutcome(long firstExposureMicros, long timeMicros) {
        return timeMicros >= firstExposureMicros && timeMicros - firstExposureMicros < lengthMicros;
    }

    /** Returns whether an event counts towards the covariate. */
    public boolean isCovariate(long firstExposureMicros, long timeMicros) {
        return isCovariateDay(firstExposureMicros, day(timeMicros));
    }

    /** Returns whether the bucket of a UTC day counts towards the covariate. */
    public boolean isCovariateDay(long firstExposureMicros, long day) {
        long exposureDay = day(firstExposureMicros);
        return day < exposureDay && day >= exposureDay - lookbackDays;
    }

    /** Returns whether nothing inside the unit's window can change any more once all before {@code finality} is final. */
    public boolean isMatured(long firstExposureMicros, long finalityMicros) {
        return firstExposureMicros + lengthMicros <= finalityMicros;
    }
}
