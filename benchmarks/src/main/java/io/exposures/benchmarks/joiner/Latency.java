package io.exposures.benchmarks.joiner;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How long after an outcome happened a reader of committed rows had its row, in milliseconds.
 *
 * @param rows how many rows were timed
 * @param p50 median
 * @param p99 99th percentile
 * @param p999 99.9th percentile
 */
record Latency(int rows, double p50, double p99, double p999) {

    /**
     * Of these times.
     *
     * @param micros of each row, in microseconds
     */
    static Latency of(LongStream micros) {
        long[] sorted = micros.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalStateException("no row came, so there is no latency");
        }
        return new Latency(sorted.length, percentile(sorted, 0.5), percentile(sorted, 0.99), percentile(sorted, 0.999));
    }

    private static double percentile(long[] sorted, double part) {
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return sorted[Math.max(0, index)] / 1e3;
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("latency_rows", (long) rows);
        map.put("latency_p50_ms", p50);
        map.put("latency_p99_ms", p99);
        map.put("latency_p999_ms", p999);
        return map;
    }
}
