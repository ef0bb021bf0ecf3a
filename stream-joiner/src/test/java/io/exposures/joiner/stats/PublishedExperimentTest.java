package io.exposures.joiner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A real, widely taught experiment (90,189 players of a mobile game meet a gate at level 30 or at level 40) by its sums:
 * one look finds that fewer players come back after seven days, the interval that one may watch does not yet.
 */
class PublishedExperimentTest {
    private static final MetricSummary GATE_30 = retention(44_700, 8_502);
    private static final MetricSummary GATE_40 = retention(45_489, 8_279);

    @Test
    void retentionIsSignificantAtOneLookAndNotWhileWatched() {
        Comparison comparison = Statistics.compare(Estimator.MEAN, GATE_30, GATE_40, Level.DEFAULT);

        Inference inference = Objects.requireNonNull(comparison.inference());
        assertThat(comparison.difference()).isCloseTo(-0.0082013, within(5e-8));
        assertThat(inference.standardError()).isCloseTo(0.0025920, within(5e-8));
        assertThat(inference.fixedHorizon().pValue()).isCloseTo(0.0016, within(5e-5));
        Interval watched = inference.alwaysValid().interval();
        assertThat(watched.lower()).isCloseTo(-0.0165683, within(5e-8));
        assertThat(watched.upper()).isCloseTo(0.0001657, within(5e-8));
        assertThat(comparison.isSignificant(Level.DEFAULT)).isFalse();
    }

    @Test
    void theSharesOfTheArmsAreUnusualAtOneLook() {
        SampleRatio ratio = SampleRatio.of(
                List.of(44_700L, 45_489L), List.of(BigDecimal.ONE, BigDecimal.ONE), SampleRatio.DEFAULT_CONCENTRATION);

        assertThat(ratio.chiSquare()).isCloseTo(6.9024, within(5e-5));
        assertThat(SampleRatio.verdict(ratio.logBayesFactor())).isEqualTo(SampleRatio.Verdict.FINE);
    }

    @Test
    void onePlayerMakesTheRoundsTooSkewedToUse() {
        MetricSums rounds30 = MetricSums.NONE.plus(new UnitContribution(49_854_000_000L, 0));
        MetricSums rounds40 = MetricSums.NONE;
        for (int player = 0; player < 5_000; player++) {
            rounds30 = rounds30.plus(new UnitContribution((player % 100) * 1_000_000L, 0));
            rounds40 = rounds40.plus(new UnitContribution((player % 100) * 1_000_000L, 0));
        }

        Readiness readiness = MetricKind.MEAN.readiness(MetricSummary.of(rounds30, 6), MetricSummary.of(rounds40, 6));

        assertThat(readiness.blockers()).containsExactly(Blocker.SKEW);
    }

    private static MetricSummary retention(long players, long returned) {
        BigDecimal sum = BigDecimal.valueOf(returned);
        BigDecimal none = BigDecimal.ZERO;
        return new MetricSummary(players, returned, 0, sum, sum, sum, none, none, none);
    }
}
