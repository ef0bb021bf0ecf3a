package io.exposures.benchmarks.assignment;

import io.exposures.benchmarks.Provenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a contest: as a table for people and as a map for programs.
 *
 * @param provenance where and when they were measured
 * @param results what each case gave
 */
record Report(Provenance provenance, List<CaseResult> results) {

    Report {
        results = List.copyOf(results);
    }

    /** A table with the processor time, the same in floors, the time on the clock and the bytes allocated. */
    String table() {
        String header =
                String.format("%-26s %-13s %10s %8s %10s %8s%n", "case", "who", "cpu ns", "floors", "wall ns", "bytes");
        return header + results.stream().map(Report::lines).collect(Collectors.joining()) + ratioLines();
    }

    private static String lines(CaseResult result) {
        return result.contestants().entrySet().stream()
                .map(entry -> line(result, entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }

    private static String line(CaseResult result, String contestant, Measurement measurement) {
        return String.format(
                Locale.ROOT,
                "%-26s %-13s %10.1f %8.2f %10.1f %8.0f%n",
                result.label(),
                contestant,
                measurement.cpuNanos(),
                result.toFloor(contestant),
                measurement.wallNanos(),
                measurement.bytes());
    }

    private String ratioLines() {
        return ratios().entrySet().stream()
                .map(ratio -> String.format(Locale.ROOT, "%-26s %.2f%n", ratio.getKey(), ratio.getValue()))
                .collect(Collectors.joining());
    }

    /** The report in the published format. */
    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> cases = new LinkedHashMap<>();
        results.forEach(result -> cases.put(result.label(), result.asMap()));
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("benchmark", "assignment");
        report.put("commit", provenance.commit());
        report.put("date", provenance.date().toString());
        report.put("machine", provenance.machine());
        report.put("cases", cases);
        report.put("ratios", ratios());
        return report;
    }

    /** Ratios of processor times; one that no measured case has is left out. */
    private Map<String, Double> ratios() {
        Map<String, Double> ratios = new LinkedHashMap<>();
        put(
                ratios,
                "worst_to_floor",
                results.stream()
                        .mapToDouble(result -> result.toFloor(CaseResult.OURS))
                        .max());
        put(
                ratios,
                "least_planout4j_to_ours",
                results.stream()
                        .filter(result -> result.measured().isScript())
                        .flatMapToDouble(result -> result.toOurs(true))
                        .min());
        put(
                ratios,
                "fastest_sdk_to_ours",
                results.stream().flatMapToDouble(result -> result.toOurs(false)).min());
        return ratios;
    }

    private static void put(Map<String, Double> ratios, String name, OptionalDouble ratio) {
        ratio.ifPresent(value -> ratios.put(name, value));
    }
}
