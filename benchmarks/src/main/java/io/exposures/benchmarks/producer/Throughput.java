package io.exposures.benchmarks.producer;

import io.exposures.benchmarks.Median;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How fast records reached Kafka, from the first call to the last acknowledgement, and at what cost.
 *
 * @param recordsPerSecond by the clock
 * @param cpuSecondsPerMillion processor time of the whole client process, garbage collection included, for a million
 *     records
 */
record Throughput(double recordsPerSecond, double cpuSecondsPerMillion) {

    static final Pattern LINE = Pattern.compile("^throughput ([0-9.]+) ([0-9.]+)$");

    static Throughput of(MatchResult line) {
        return new Throughput(Double.parseDouble(line.group(1)), Double.parseDouble(line.group(2)));
    }

    /** How a measuring process tells it. */
    String line() {
        return String.format(Locale.ROOT, "throughput %.3f %.6f", recordsPerSecond, cpuSecondsPerMillion);
    }

    static Throughput median(List<Throughput> rounds) {
        return new Throughput(
                Median.of(rounds, Throughput::recordsPerSecond), Median.of(rounds, Throughput::cpuSecondsPerMillion));
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("records_per_second", recordsPerSecond);
        figures.put("cpu_seconds_per_million", cpuSecondsPerMillion);
        return figures;
    }
}
