package io.exposures.benchmarks.joiner;

import io.exposures.benchmarks.Median;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one run of one variant cost.
 *
 * @param appCpuSecondsPerMillion processor time of the application for a million records, warmed up
 * @param compilerCpuSecondsPerMillion the part of it that the just-in-time compiler took: near 0 after enough warm-up
 * @param brokerCpuSecondsPerMillion processor time of the broker meanwhile
 * @param recordsPerSecond by the clock
 * @param changelogBytesPerRecord on the broker's disk, compressed as written
 * @param outputBytesPerRecord the same of the output topics
 * @param stateBytes on the application's disk after it has stopped
 * @param peakRssBytes greatest resident memory of the application; 0 if unknown
 * @param storeOperationsPerRecord by store and kind; empty where they are not counted
 * @param wrongRows rows missing or not as they must be; always 0 where there are no rows
 */
record Figures(
        double appCpuSecondsPerMillion,
        double compilerCpuSecondsPerMillion,
        double brokerCpuSecondsPerMillion,
        double recordsPerSecond,
        double changelogBytesPerRecord,
        double outputBytesPerRecord,
        double stateBytes,
        double peakRssBytes,
        SortedMap<String, Double> storeOperationsPerRecord,
        double wrongRows) {

    private static final String CHANGELOG = "-changelog";

    /** The part of a run after the warm-up. */
    record Span(Sample from, Sample to) {

        private double perMillion(Function<Sample, Duration> cpu) {
            double seconds = cpu.apply(to).minus(cpu.apply(from)).toNanos() / 1e9;
            return seconds * 1e6 / records();
        }

        private double seconds() {
            return (to.nanos() - from.nanos()) / 1e9;
        }

        private long records() {
            return to.records() - from.records();
        }
    }

    /**
     * From what was measured.
     *
     * @param records all records of the run
     * @param written bytes on the broker by topic
     */
    static Figures of(
            Span span,
            long records,
            Map<String, Long> written,
            long stateBytes,
            long peakRss,
            int wrongRows,
            SortedMap<String, Double> storeOperations) {
        SortedMap<String, Double> perRecord = new TreeMap<>(storeOperations);
        perRecord.replaceAll((operation, count) -> count / records);
        return new Figures(
                span.perMillion(Sample::appCpu),
                span.perMillion(Sample::compilerCpu),
                span.perMillion(Sample::brokerCpu),
                span.records() / span.seconds(),
                (double) bytes(written, true) / records,
                (double) bytes(written, false) / records,
                stateBytes,
                peakRss,
                perRecord,
                wrongRows);
    }

    /** Processor time of the application without the compiler's: what a record costs when everything is compiled. */
    double warmCpu() {
        return appCpuSecondsPerMillion - compilerCpuSecondsPerMillion;
    }

    private static long bytes(Map<String, Long> written, boolean changelogs) {
        return written.entrySet().stream()
                .filter(topic -> topic.getKey().endsWith(CHANGELOG) == changelogs)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    static Figures median(List<Figures> rounds) {
        ToDoubleFunction<ToDoubleFunction<Figures>> of = figure -> Median.of(rounds, figure);
        return new Figures(
                of.applyAsDouble(Figures::appCpuSecondsPerMillion),
                of.applyAsDouble(Figures::compilerCpuSecondsPerMillion),
                of.applyAsDouble(Figures::brokerCpuSecondsPerMillion),
                of.applyAsDouble(Figures::recordsPerSecond),
                of.applyAsDouble(Figures::changelogBytesPerRecord),
                of.applyAsDouble(Figures::outputBytesPerRecord),
                of.applyAsDouble(Figures::stateBytes),
                of.applyAsDouble(Figures::peakRssBytes),
                medianOperations(rounds),
                of.applyAsDouble(Figures::wrongRows));
    }

    private static SortedMap<String, Double> medianOperations(List<Figures> rounds) {
        SortedMap<String, Double> medians = new TreeMap<>(rounds.get(0).storeOperationsPerRecord());
        medians.replaceAll((operation, any) ->
                Median.of(rounds, figures -> figures.storeOperationsPerRecord().getOrDefault(operation, 0.0)));
        return medians;
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("app_cpu_seconds_per_million", appCpuSecondsPerMillion);
        map.put("compiler_cpu_seconds_per_million", compilerCpuSecondsPerMillion);
        map.put("broker_cpu_seconds_per_million", brokerCpuSecondsPerMillion);
        map.put("records_per_second", recordsPerSecond);
        map.put("changelog_bytes_per_record", changelogBytesPerRecord);
        map.put("output_bytes_per_record", outputBytesPerRecord);
        map.put("state_bytes", stateBytes);
        map.put("peak_rss_bytes", peakRssBytes);
        map.put("wrong_rows", wrongRows);
        if (!storeOperationsPerRecord.isEmpty()) {
            map.put("store_operations_per_record", storeOperationsPerRecord);
        }
        return map;
    }
}
