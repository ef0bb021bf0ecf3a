package io.exposures.benchmarks.producer;

import io.exposures.benchmarks.Provenance;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figures: as a table for people and as a map for programs.
 *
 * @param provenance where and when they were measured
 * @param throughputs of each variant
 * @param callerCosts by state and number of threads
 */
record Report(
        Provenance provenance,
        Map<Variant, Throughput> throughputs,
        Map<CallerState, Map<Integer, CallerCost>> callerCosts) {

    /** Processor time for a record, as a multiple of what a plain producer of the same bytes takes. */
    double cpuToPlainProducer() {
        return of(Variant.OURS).cpuSecondsPerMillion() / of(Variant.PLAIN).cpuSecondsPerMillion();
    }

    private Throughput of(Variant variant) {
        return Objects.requireNonNull(throughputs.get(variant), variant + " was not measured");
    }

    /** The report in the published format. */
    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("benchmark", "producer");
        report.put("commit", provenance.commit());
        report.put("date", provenance.date().toString());
        report.put("machine", provenance.machine());
        report.put("throughput", throughputsAsMap());
        report.put("caller", callersAsMap());
        report.put("ratios", Map.of("cpu_to_plain_producer", cpuToPlainProducer()));
        report.put("caller_p99_ns", worstP99());
        return report;
    }

    private Map<String, @Nullable Object> throughputsAsMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        throughputs.forEach((variant, figures) -> map.put(label(variant), figures.asMap()));
        return map;
    }

    private Map<String, @Nullable Object> callersAsMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        callerCosts.forEach((state, byThreads) -> byThreads.forEach(
                (threads, cost) -> map.put(state.label() + "-" + threads + "-threads", cost.asMap())));
        return map;
    }

    /** Of each state, with the number of threads that it is worst with. */
    private Map<String, @Nullable Object> worstP99() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        callerCosts.forEach((state, byThreads) -> map.put(
                state.label(),
                byThreads.values().stream().mapToDouble(CallerCost::p99).max().orElseThrow()));
        map.remove(CallerState.NO_CALL.label());
        return map;
    }

    private static String label(Variant variant) {
        return variant.name().toLowerCase(Locale.ROOT);
    }

    /** A table of both parts. */
    String table() {
        String throughput = throughputs.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        String callers = callerCosts.entrySet().stream()
                .flatMap(state -> state.getValue().entrySet().stream()
                        .map(cost -> line(state.getKey(), cost.getKey(), cost.getValue())))
                .collect(Collectors.joining());
        return String.format("%-18s %12s %14s%n", "who", "records/s", "cpu s/million")
                + throughput
                + String.format(Locale.ROOT, "cpu_to_plain_producer %.2f%n%n", cpuToPlainProducer())
                + String.format(
                        "%-8s %7s %9s %9s %9s %11s %7s%n",
                        "kafka", "threads", "p50 ns", "p99 ns", "p99.9 ns", "max ns", "bytes")
                + callers;
    }

    private static String line(Variant variant, Throughput figures) {
        return String.format(
                Locale.ROOT,
                "%-18s %12.0f %14.3f%n",
                label(variant),
                figures.recordsPerSecond(),
                figures.cpuSecondsPerMillion());
    }

    private static String line(CallerState state, int threads, CallerCost cost) {
        return String.format(
                Locale.ROOT,
                "%-8s %7d %9.0f %9.0f %9.0f %11.0f %7.0f%n",
                state.label(),
                threads,
                cost.p50(),
                cost.p99(),
                cost.p999(),
                cost.max(),
                cost.bytes());
    }
}
