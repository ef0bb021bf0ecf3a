package io.exposures.quickstart.oracle;

import java.time.Duration;

/**
 * The settings that the result depends on.
 *
 * @param horizon how late a record may be
 * @param window how long after a first exposure outcomes count
 * @param unitsPerHour new units that one user may bring in an hour
 * @param outcomesPerHour new outcomes and retractions that one user may bring in an hour
 */
public record Rules(Duration horizon, Duration window, int unitsPerHour, int outcomesPerHour) {

    private static final Duration LEAD = Duration.ofMinutes(5);

    /** The class of a record that is refused for its time; empty if it is accepted. */
    String refusal(long timeMicros, long appendMillis) {
        long append = Math.multiplyExact(appendMillis, 1000L);
        if (timeMicros > append + micros(LEAD)) {
            return "future";
        }
        return timeMicros < append - micros(horizon) ? "late" : "";
    }

    boolean credits(long firstExposure, long outcome) {
        return firstExposure <= outcome && outcome < firstExposure + micros(window);
    }

    private static long micros(Duration duration) {
        return Math.multiplyExact(duration.toMillis(), 1000L);
    }
}
