package io.exposures.benchmarks.joiner;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.assignment.script.ScriptJson;
import io.exposures.benchmarks.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Sample FROM =
            new Sample(1000, Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(4), 0);
    private static final Sample TO =
            new Sample(3000, Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(5), 500_000_000);

    private static Report report() {
        Map<Variant, Figures> figures = new EnumMap<>(Variant.class);
        figures.put(Variant.PASS_THROUGH, figures(5));
        figures.put(Variant.JOINER, figures(10));
        figures.put(Variant.DSL, figures(25));
        Latency latency = Latency.of(LongStream.rangeClosed(1, 1000).map(i -> i * 1000));
        Profile profile = new Profile(10, 0.2, Map.of("Join.onOutcome", 0.5), Map.of("Arrays.equals", 0.1));
        return new Report(new Provenance("abc", Instant.EPOCH, "a machine"), figures, latency, profile);
    }

    private static Figures figures(double cpu) {
        return new Figures(cpu, 1, 2, 1000, 100, 50, 1_000_000, 2_000_000, new TreeMap<>(), 0);
    }

    @Test
    void theReportHasThePublishedFormat() {
        String common =
                "\"compiler_cpu_seconds_per_million\": 1.0, \"broker_cpu_seconds_per_million\": 2.0, \"records_per_second\": 1000.0,"
                        + " \"changelog_bytes_per_record\": 100.0, \"output_bytes_per_record\": 50.0,"
                        + " \"state_bytes\": 1000000.0, \"peak_rss_bytes\": 2000000.0, \"wrong_rows\": 0.0";
        assertThat(ScriptJson.write(report().asMap()))
                .isEqualTo("{\"benchmark\": \"joiner\", \"commit\": \"abc\", \"date\": \"1970-01-01T00:00:00Z\","
                        + " \"machine\": \"a machine\", \"variants\": {"
                        + "\"pass_through\": {\"app_cpu_seconds_per_million\": 5.0, " + common + "},"
                        + " \"joiner\": {\"app_cpu_seconds_per_million\": 10.0, " + common
                        + ", \"latency_rows\": 1000, \"latency_p50_ms\": 500.0, \"latency_p99_ms\": 990.0,"
                        + " \"latency_p999_ms\": 999.0, \"statistics_share\": 0.2},"
                        + " \"dsl\": {\"app_cpu_seconds_per_million\": 25.0, " + common + "}},"
                        + " \"ratios\": {\"cpu_to_pass_through\": 2.0, \"dsl_cpu_to_ours\": 2.5,"
                        + " \"warm_cpu_to_pass_through\": 2.25, \"warm_dsl_cpu_to_ours\": 2.6666666666666665}}");
    }

    @Test
    void theTableHasALineForEachVariant() {
        assertThat(report().table().lines())
                .contains(
                        "joiner            10.00      1.00      2.00       1000      100.0      50.0       1.0       2          0",
                        "cpu_to_pass_through 2.00",
                        "event to row: p50 500 ms, p99 990 ms, p99.9 999 ms (1000 rows)",
                        " 50.0 %  Join.onOutcome");
    }

    @Test
    void onlyWhatIsSpentAfterTheWarmUpCounts() {
        Figures figures = Figures.of(
                new Figures.Span(FROM, TO),
                3000,
                Map.of("rows", 600L, "app-users-changelog", 900L),
                7,
                8,
                9,
                new TreeMap<>(Map.of("users get", 1500.0)));

        assertThat(figures)
                .isEqualTo(
                        new Figures(1000, 500, 500, 4000, 0.3, 0.2, 7, 8, new TreeMap<>(Map.of("users get", 0.5)), 9));
    }

    @Test
    void compilerThreadsAreToldByTheirNames() {
        String fields = ") S 1 2 3 4 5 6 7 8 9 10 250 50 0 0";
        assertThat(CompilerThreads.ticks("7 (C2 CompilerThre" + fields)).isEqualTo(300);
        assertThat(CompilerThreads.ticks("8 (odd ) name" + fields)).isZero();
    }

    @Test
    void storeOperationsAreReadFromThePageOfMetrics() {
        String page = """
                # HELP exposures_joiner_store_operations_total Operations.
                exposures_joiner_store_operations_total{kind="get",store="outcome-buffer"} 12.0
                another_total{kind="get",store="users"} 5.0
                """;

        assertThat(StoreOperations.parse(page)).isEqualTo(Map.of("outcome-buffer get", 12.0));
    }

    @Test
    void aDisturbedRoundDoesNotCount() {
        assertThat(Figures.median(List.of(figures(9), figures(90), figures(10))))
                .isEqualTo(figures(10));
    }
}
