package io.exposures.benchmarks.producer;

import io.exposures.benchmarks.Median;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one call costs its caller: nanoseconds by the clock, that of reading it included, and bytes allocated.
 *
 * @param p50 the median of all calls
 * @param p99 99 of 100 calls took at most this
 * @param p999 999 of 1000 calls took at most this
 * @param max the longest call
 * @param bytes allocated by the calling thread, on average
 */
record CallerCost(double p50, double p99, double p999, double max, double bytes) {

    static final Pattern LINE = Pattern.compile("^caller ([0-9.]+) ([0-9.]+) ([0-9.]+) ([0-9.]+) ([0-9.]+)$");

    static CallerCost of(MatchResult line) {
        return new CallerCost(
                Double.parseDouble(line.group(1)),
                Double.parseDouble(line.group(2)),
                Double.parseDouble(line.group(3)),
                Double.parseDouble(line.group(4)),
                Double.parseDouble(line.group(5)));
    }

    /** The figures of calls that took so many nanoseconds each. */
    static CallerCost of(long[] nanos, double bytes) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new CallerCost(
                percentile(sorted, 0.5),
                percentile(sorted, 0.99),
                percentile(sorted, 0.999),
                sorted[sorted.length - 1],
                bytes);
    }

    /** The least value that so many of all do not exceed. */
    private static double percentile(long[] sorted, double part) {
        return sorted[(int) Math.ceil(part * sorted.length) - 1];
    }

    /** How a measuring process tells it. */
    String line() {
        return String.format(Locale.ROOT, "caller %.1f %.1f %.1f %.1f %.1f", p50, p99, p999, max, bytes);
    }

    /** The median of each figure, but the longest call of all. */
    static CallerCost median(List<CallerCost> rounds) {
        return new CallerCost(
                Median.of(rounds, CallerCost::p50),
                Median.of(rounds, CallerCost::p99),
                Median.of(rounds, CallerCost::p999),
                rounds.stream().mapToDouble(CallerCost::max).max().orElseThrow(),
                Median.of(rounds, CallerCost::bytes));
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("p50_ns", p50);
        figures.put("p99_ns", p99);
        figures.put("p999_ns", p999);
        figures.put("max_ns", max);
        figures.put("allocated_bytes", bytes);
        return figures;
    }
}
