package io.exposures.joiner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.joiner.join.ArmTally;
import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.BoundedNames;
import io.exposures.joiner.join.CellKey;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.Matured;
import io.exposures.joiner.join.MetricCell;
import io.exposures.joiner.join.Slice;
import io.exposures.joiner.stats.MetricSums;
import io.exposures.records.ArmSummary;
import io.exposures.records.Summary;
import io.exposures.schemas.serde.TrustedRecords;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SnapshotArmsTest {

    private static final BigInteger WIDE = BigInteger.TEN.pow(30);

    @Test
    void anOrdinaryExperimentShowsAllItsArms() {
        ExperimentTally tally = experiment(20, 20);

        assertThat(SnapshotArms.fitting(tally.arms())).isEqualTo(tally.arms()).doesNotContainKey(BoundedNames.OTHER);
    }

    @Test
    void asManyArmsAndMetricsAsThereMayBeFitIntoAMessage() throws IOException {
        TrustedRecords.trust();
        ExperimentTally tally = experiment(256, 256);
        Summary summary = snapshot(tally);

        assertThat(Summary.getEncoder().encode(summary).remaining())
                .isBetween(SnapshotArms.MESSAGE_BYTES / 4, SnapshotArms.MESSAGE_BYTES);
        Map<String, ArmSummary> arms = summary.getArms().stream().collect(Collectors.toMap(ArmSummary::getArm, a -> a));
        assertThat(arms)
                .as("those with most units")
                .containsKeys("arm 255", "arm 254", BoundedNames.OTHER)
                .doesNotContainKey("arm 0");
        assertThat(sum(summary, ArmSummary::getUnits)).isEqualTo(units(tally));
        assertThat(sum(
                        summary,
                        arm -> arm.getMetrics().stream()
                                .mapToLong(metric -> metric.getClean().getCount())
                                .sum()))
                .as("outcomes")
                .isEqualTo(256L * 256 * 7 * 2);
    }

    private static Summary snapshot(ExperimentTally tally) {
        return new Snapshots(0, Duration.ofDays(1))
                .summary(new ExperimentId("x", "x"), tally, Progress.start(), Matured.NONE);
    }

    private static long sum(Summary summary, ToLongFunction<ArmSummary> number) {
        return summary.getArms().stream().mapToLong(number).sum();
    }

    private static long units(ExperimentTally tally) {
        return tally.arms().values().stream().mapToLong(ArmTally::units).sum();
    }

    /** Later arms have more units; each metric of each arm has seven outcomes in each of two slices. */
    private static ExperimentTally experiment(int arms, int metrics) {
        ExperimentTally tally = new ExperimentTally(BoundDefinition.byDefault(1), List.of(), Map.of());
        Slice open = new Slice(0, false, false);
        Slice matured = new Slice(0, true, false);
        MetricSums sums = MetricSums.of(3, 3, 0, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE);
        for (int arm = 0; arm < arms; arm++) {
            String name = "arm " + arm;
            tally.restore(name, new ArmTally(Map.of(open, 10L + arm, matured, 5L), Map.of(0, 15L + arm)));
            for (int metric = 0; metric < metrics; metric++) {
                for (Slice slice : List.of(open, matured)) {
                    tally.restore(name, new CellKey("metric " + metric, slice), new MetricCell(2, 7, sums));
                }
            }
        }
        return tally;
    }
}
