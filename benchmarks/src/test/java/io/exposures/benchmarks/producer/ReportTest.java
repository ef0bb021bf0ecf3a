package io.exposures.benchmarks.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.assignment.script.ScriptJson;
import io.exposures.benchmarks.Provenance;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Provenance PROVENANCE = new Provenance("abc", Instant.EPOCH, "a machine");

    private static Report report() {
        Map<Variant, Throughput> throughputs = new EnumMap<>(Variant.class);
        throughputs.put(Variant.OURS, new Throughput(200_000, 1.5));
        throughputs.put(Variant.PLAIN, new Throughput(250_000, 1.25));
        Map<CallerState, Map<Integer, CallerCost>> callers = new EnumMap<>(CallerState.class);
        callers.put(
                CallerState.UP,
                new TreeMap<>(Map.of(
                        1, new CallerCost(500, 900, 2000, 80000, 640), 8, new CallerCost(600, 1500, 3000, 9000, 656))));
        callers.put(CallerState.NO_CALL, new TreeMap<>(Map.of(1, new CallerCost(20, 30, 40, 5000, 0))));
        return new Report(PROVENANCE, throughputs, callers);
    }

    @Test
    void theReportHasThePublishedFormat() {
        assertThat(ScriptJson.write(report().asMap()))
                .isEqualTo("{\"benchmark\": \"producer\", \"commit\": \"abc\", \"date\": \"1970-01-01T00:00:00Z\","
                        + " \"machine\": \"a machine\","
                        + " \"throughput\": {\"ours\": {\"records_per_second\": 200000.0,"
                        + " \"cpu_seconds_per_million\": 1.5},"
                        + " \"plain\": {\"records_per_second\": 250000.0, \"cpu_seconds_per_million\": 1.25}},"
                        + " \"caller\": {\"up-1-threads\": {\"p50_ns\": 500.0, \"p99_ns\": 900.0,"
                        + " \"p999_ns\": 2000.0, \"max_ns\": 80000.0, \"allocated_bytes\": 640.0},"
                        + " \"up-8-threads\": {\"p50_ns\": 600.0, \"p99_ns\": 1500.0, \"p999_ns\": 3000.0,"
                        + " \"max_ns\": 9000.0, \"allocated_bytes\": 656.0},"
                        + " \"no-call-1-threads\": {\"p50_ns\": 20.0, \"p99_ns\": 30.0, \"p999_ns\": 40.0,"
                        + " \"max_ns\": 5000.0, \"allocated_bytes\": 0.0}},"
                        + " \"ratios\": {\"cpu_to_plain_producer\": 1.2}, \"caller_p99_ns\": {\"up\": 1500.0}}");
    }

    @Test
    void theTableHasEveryFigure() {
        assertThat(report().table().lines())
                .contains(
                        "ours                     200000          1.500",
                        "plain                    250000          1.250",
                        "cpu_to_plain_producer 1.20",
                        "up             8       600      1500      3000        9000     656");
    }

    @Test
    void percentilesAreOfCallsThatWereMade() {
        long[] nanos = new long[1000];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = 1000L - i;
        }

        assertThat(CallerCost.of(nanos, 8)).isEqualTo(new CallerCost(500, 990, 999, 1000, 8));
    }

    @Test
    void aDisturbedRoundDoesNotCount() {
        assertThat(Throughput.median(List.of(new Throughput(1, 9), new Throughput(100, 2), new Throughput(110, 1))))
                .isEqualTo(new Throughput(100, 2));
    }

    @Test
    void figuresSurviveTheWayFromTheirProcess() {
        CallerCost cost = new CallerCost(1.5, 2, 3, 4_000_000_000.0, 640.3);
        var line = CallerCost.LINE.matcher(cost.line());

        assertThat(line.matches()).isTrue();
        assertThat(CallerCost.of(line.toMatchResult())).isEqualTo(cost);
    }
}
