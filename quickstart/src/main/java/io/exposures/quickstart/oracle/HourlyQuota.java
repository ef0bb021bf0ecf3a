package io.exposures.quickstart.oracle;

import java.util.HashMap;
import java.util.Map;

/** What each user has brought in the current hour of a log. */
final class HourlyQuota {

    private static final long HOUR_MILLIS = 3_600_000;

    private final int limit;
    private final Map<String, Long> hours = new HashMap<>();
    private final Map<String, Integer> used = new HashMap<>();

    HourlyQuota(int limit) {
        this.limit = limit;
    }

    /** Whether the user may bring one more, which then counts. */
    boolean take(String userid, long appendMillis) {
        long hour = Math.floorDiv(appendMillis, HOUR_MILLIS);
        if (hour > hours.getOrDefault(userid, Long.MIN_VALUE)) {
            hours.put(userid, hour);
            used.put(userid, 0);
        }
        return used.merge(userid, 1, Integer::sum) <= limit;
    }
}
