package io.exposures.benchmarks.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.assignment.script.ScriptJson;
import io.exposures.benchmarks.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Provenance PROVENANCE = new Provenance("abc", Instant.EPOCH, "a machine");

    private static final CaseResult UNIFORM =
            result(Case.UNIFORM_CHOICE, 1, "floor", 50, "ours", 100, "planout4j", 300);
    private static final CaseResult SCRIPT = result(Case.SCRIPT, 1, "floor", 200, "ours", 500, "planout4j", 6000);
    private static final CaseResult TWO_ARM =
            result(Case.TWO_ARM, 2, "floor", 60, "ours", 120, "planout4j", 1800, "launchDarkly", 240, "eppo", 360);

    @Test
    void theReportHasThePublishedFormat() {
        assertThat(ScriptJson.write(new Report(PROVENANCE, List.of(TWO_ARM)).asMap()))
                .isEqualTo("{\"benchmark\": \"assignment\", \"commit\": \"abc\", \"date\": \"1970-01-01T00:00:00Z\","
                        + " \"machine\": \"a machine\", \"cases\": {\"two-arm-2-threads\": {\"threads\": 2,"
                        + " \"ours_ns\": 120.0, \"floor_ns\": 60.0,"
                        + " \"peers_ns\": {\"eppo\": 360.0, \"launchDarkly\": 240.0, \"planout4j\": 1800.0},"
                        + " \"ours_bytes\": 12.0,"
                        + " \"peers_bytes\": {\"eppo\": 36.0, \"launchDarkly\": 24.0, \"planout4j\": 180.0},"
                        + " \"wall_ns\": {\"eppo\": 720.0, \"floor\": 120.0, \"launchDarkly\": 480.0,"
                        + " \"ours\": 240.0, \"planout4j\": 3600.0}}},"
                        + " \"ratios\": {\"worst_to_floor\": 2.0, \"least_planout4j_to_ours\": 15.0,"
                        + " \"fastest_sdk_to_ours\": 2.0}}");
    }

    @Test
    void ratiosAreOfTheWorstCase() {
        assertThat(new Report(PROVENANCE, List.of(UNIFORM, SCRIPT, TWO_ARM))
                        .asMap()
                        .get("ratios"))
                .isEqualTo(Map.of("worst_to_floor", 2.5, "least_planout4j_to_ours", 12.0, "fastest_sdk_to_ours", 2.0));
    }

    @Test
    void aRatioThatNoCaseHasIsLeftOut() {
        assertThat(new Report(PROVENANCE, List.of(UNIFORM)).asMap().get("ratios"))
                .isEqualTo(Map.of("worst_to_floor", 2.0));
    }

    @Test
    void theTableHasALineForEachContestant() {
        assertThat(new Report(PROVENANCE, List.of(SCRIPT)).table()).isEqualTo("""
                        case                       who               cpu ns   floors    wall ns    bytes
                        script                     floor              200.0     1.00      400.0       20
                        script                     ours               500.0     2.50     1000.0       50
                        script                     planout4j         6000.0    30.00    12000.0      600
                        worst_to_floor             2.50
                        least_planout4j_to_ours    12.00
                        """);
    }

    @Test
    void aDisturbedIterationDoesNotCount() {
        assertThat(Measurement.median(List.of(
                        new Measurement(10, 20, 30), new Measurement(11, 9999, 31), new Measurement(5000, 22, 32))))
                .isEqualTo(new Measurement(11, 22, 31));
    }

    /** Wall time twice the processor time, a tenth as many bytes. */
    private static CaseResult result(Case measured, int threads, Object... contestantsAndNanos) {
        Map<String, Measurement> contestants = new TreeMap<>();
        for (int i = 0; i < contestantsAndNanos.length; i += 2) {
            double nanos = (Integer) contestantsAndNanos[i + 1];
            contestants.put((String) contestantsAndNanos[i], new Measurement(nanos, 2 * nanos, nanos / 10));
        }
        return new CaseResult(measured, threads, contestants);
    }
}
