package io.exposures.joiner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exposures.joiner.stats.SampleRatio.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleRatioTest {
    private static final List<BigDecimal> HALVES = weights("1", "1");

    @Test
    void anEmptyExperimentIsNoEvidence() {
        SampleRatio ratio = SampleRatio.of(List.of(0L, 0L, 0L), weights("5", "3", "2"), 1000);

        assertThat(ratio.logBayesFactor()).isZero();
        assertThat(ratio.pValue()).isEqualTo(1);
        assertThat(ratio.chiSquare()).isNull();
    }

    /** The Bayes factor is also a product of predictions: an independent way to the same number. */
    @Test
    void agreesWithTheProductOfPredictions() {
        SplittableRandom random = Seed.random("SampleRatioTest.agreesWithTheProductOfPredictions");
        List<BigDecimal> weights = weights("0.7", "0.25", "0.05");
        for (int round = 0; round < 50; round++) {
            long[] counts = new long[3];
            double logFactor = 0;
            for (int unit = 0; unit < 3000; unit++) {
                int arm = random.nextInt(3);
                double weight = weights.get(arm).doubleValue();
                logFactor += Math.log((1000 * weight + counts[arm]) / (1000 + unit) / weight);
                counts[arm]++;
            }

            SampleRatio ratio = SampleRatio.of(List.of(counts[0], counts[1], counts[2]), weights, 1000);

            assertThat(ratio.logBayesFactor()).isCloseTo(logFactor, within(1e-8 * Math.abs(logFactor)));
        }
    }

    @Test
    void unitsInAnArmThatMustStayEmptyAreStray() {
        SampleRatio ratio = SampleRatio.of(List.of(50L, 50L, 7L), weights("1", "1", "0"), 1000);

        assertThat(ratio.strayUnits()).isEqualTo(7);
        assertThat(ratio.units()).isEqualTo(100);
        assertThat(ratio.degreesOfFreedom()).isEqualTo(1);
    }

    @Test
    void aSingleArmHasNoRatioToTest() {
        SampleRatio ratio = SampleRatio.of(List.of(50L), weights("1"), 1000);

        assertThat(ratio.logBayesFactor()).isCloseTo(0, within(1e-12));
        assertThat(ratio.chiSquare()).isNull();
        assertThat(ratio.chiSquareP()).isNull();
    }

    @Test
    void theVerdictFollowsTheFactor() {
        assertThat(SampleRatio.verdict(0)).isEqualTo(Verdict.FINE);
        assertThat(SampleRatio.verdict(Math.log(100))).isEqualTo(Verdict.WARNING);
        assertThat(SampleRatio.verdict(Math.log(1000))).isEqualTo(Verdict.ALARM);
        SampleRatio broken = SampleRatio.of(List.of(52_000L, 48_000L), HALVES, 1000);
        assertThat(SampleRatio.verdict(broken.logBayesFactor())).isEqualTo(Verdict.ALARM);
    }

    @Test
    void impossibleInputIsRefused() {
        assertThatThrownBy(() -> SampleRatio.of(List.of(1L), HALVES, 1000)).hasMessageContaining("1 counts for 2");
        assertThatThrownBy(() -> SampleRatio.of(List.of(1L, 1L), weights("0", "0"), 1000))
                .hasMessageContaining("no arm");
        assertThatThrownBy(() -> SampleRatio.of(List.of(1L, -1L), HALVES, 1000)).hasMessageContaining("negative");
    }

    private static List<BigDecimal> weights(String... weights) {
        return Stream.of(weights).map(BigDecimal::new).toList();
    }
}
