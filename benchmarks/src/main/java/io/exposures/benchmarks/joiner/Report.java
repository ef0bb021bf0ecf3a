package io.exposures.benchmarks.joiner;

import io.exposures.benchmarks.Provenance;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figures: as a table for people and as a map for programs.
 *
 * @param provenance where and when they were measured
 * @param figures of each variant
 * @param latency of the joiner; null if it was not measured
 * @param profile of the joiner; null if none was made
 */
record Report(
        Provenance provenance,
        Map<Variant, Figures> figures,
        @Nullable Latency latency,
        @Nullable Profile profile) {

    /**
     * Processor time for a record: of the joiner as a multiple of the pass-through's, and of the DSL as a multiple of the
     * joiner's. Those called warm leave out what the just-in-time compiler takes. Only of variants that were run.
     */
    Map<String, Double> ratios() {
        Map<String, Double> ratios = new LinkedHashMap<>();
        add(ratios, "cpu_to_pass_through", Variant.JOINER, Variant.PASS_THROUGH, Figures::appCpuSecondsPerMillion);
        add(ratios, "dsl_cpu_to_ours", Variant.DSL, Variant.JOINER, Figures::appCpuSecondsPerMillion);
        add(ratios, "warm_cpu_to_pass_through", Variant.JOINER, Variant.PASS_THROUGH, Figures::warmCpu);
        add(ratios, "warm_dsl_cpu_to_ours", Variant.DSL, Variant.JOINER, Figures::warmCpu);
        return ratios;
    }

    private void add(Map<String, Double> ratios, String name, Variant of, Variant to, ToDoubleFunction<Figures> cost) {
        Figures one = figures.get(of);
        Figures other = figures.get(to);
        if (one != null && other != null) {
            ratios.put(name, cost.applyAsDouble(one) / cost.applyAsDouble(other));
        }
    }

    /** The report in the published format. */
    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("benchmark", "joiner");
        report.put("commit", provenance.commit());
        report.put("date", provenance.date().toString());
        report.put("machine", provenance.machine());
        report.put("variants", variants());
        report.put("ratios", ratios());
        return report;
    }

    private Map<String, @Nullable Object> variants() {
        Map<String, @Nullable Object> variants = new LinkedHashMap<>();
        figures.forEach((variant, cost) -> {
            Map<String, @Nullable Object> all = cost.asMap();
            if (variant == Variant.JOINER) {
                all.putAll(latency == null ? Map.of() : latency.asMap());
                all.putAll(profile == null ? Map.of() : Map.of("statistics_share", profile.statisticsShare()));
            }
            variants.put(variant.label(), all);
        });
        return variants;
    }

    /** Everything, for people. */
    String table() {
        String lines = figures.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        return String.format(
                        "%-13s %9s %9s %9s %10s %10s %9s %9s %7s %10s%n",
                        "who",
                        "app cpu",
                        "compiler",
                        "broker",
                        "records/s",
                        "changelog",
                        "output",
                        "state",
                        "rss",
                        "wrong rows")
                + String.format(
                        "%-13s %9s %9s %10s %10s %9s %9s %7s%n",
                        "", "s/M", "s/M", "", "B/record", "B/record", "MB", "MB")
                + lines
                + ratios().entrySet().stream()
                        .map(ratio -> String.format(Locale.ROOT, "%s %.2f%n", ratio.getKey(), ratio.getValue()))
                        .collect(Collectors.joining())
                + figures.values().stream()
                        .flatMap(cost -> cost.storeOperationsPerRecord().entrySet().stream())
                        .filter(operation -> operation.getValue() > 0)
                        .map(operation -> String.format(
                                Locale.ROOT,
                                "store operations per record: %s %.4f%n",
                                operation.getKey(),
                                operation.getValue()))
                        .collect(Collectors.joining())
                + (latency == null ? "" : line(latency))
                + (profile == null ? "" : profile.table());
    }

    private static String line(Variant variant, Figures cost) {
        return String.format(
                Locale.ROOT,
                "%-13s %9.2f %9.2f %9.2f %10.0f %10.1f %9.1f %9.1f %7.0f %10.0f%n",
                variant.label(),
                cost.appCpuSecondsPerMillion(),
                cost.compilerCpuSecondsPerMillion(),
                cost.brokerCpuSecondsPerMillion(),
                cost.recordsPerSecond(),
                cost.changelogBytesPerRecord(),
                cost.outputBytesPerRecord(),
                cost.stateBytes() / 1e6,
                cost.peakRssBytes() / 1e6,
                cost.wrongRows());
    }

    private static String line(Latency latency) {
        return String.format(
                Locale.ROOT,
                "event to row: p50 %.0f ms, p99 %.0f ms, p99.9 %.0f ms (%d rows)%n",
                latency.p50(),
                latency.p99(),
                latency.p999(),
                latency.rows());
    }
}
