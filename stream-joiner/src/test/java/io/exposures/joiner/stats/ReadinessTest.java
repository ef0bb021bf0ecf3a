package io.exposures.joiner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When numbers may be used, and what a guardrail says. */
class ReadinessTest {
    @Test
    void aRatioNeedsAKnownDenominator() {
        MetricSummary sharp = ratio(100, 50, "200", "500");
        MetricSummary vague = ratio(100, 50, "200", "5000");
        MetricSummary none = ratio(100, 50, "0", "500");

        assertThat(MetricKind.RATIO.readiness(sharp, sharp).isReady()).isTrue();
        assertThat(MetricKind.RATIO.readiness(sharp, vague).blockers()).containsExactly(Blocker.DENOMINATOR);
        assertThat(MetricKind.RATIO.readiness(none, sharp).blockers()).containsExactly(Blocker.DENOMINATOR);
    }

    @Test
    void aRatioNeedsUnitsWithANumerator() {
        assertThat(MetricKind.RATIO
                        .readiness(ratio(99, 24, "200", "500"), ratio(100, 25, "200", "500"))
                        .blockers())
                .containsExactly(Blocker.MIN_UNITS, Blocker.MIN_NONZERO);
    }

    @Test
    void otherBlockersJoinInTheFixedOrder() {
        MetricSummary few = ratio(10, 10, "20", "50");

        Readiness readiness = MetricKind.PROPORTION
                .readiness(few, few)
                .and(List.of(Blocker.NOT_MATURED, Blocker.SAMPLE_RATIO, Blocker.MIN_UNITS));

        assertThat(readiness.blockers())
                .containsExactly(Blocker.MIN_UNITS, Blocker.MIN_COUNTS, Blocker.SAMPLE_RATIO, Blocker.NOT_MATURED);
        assertThat(readiness.isReady()).isFalse();
    }

    @Test
    void crossingIsTooFrequentAboveOnePercent() {
        assertThat(Readiness.isCrossingTooFrequent(10, 1000)).isFalse();
        assertThat(Readiness.isCrossingTooFrequent(11, 1000)).isTrue();
        assertThat(Readiness.isCrossingTooFrequent(0, 0)).isFalse();
    }

    @Test
    void aGuardrailIsJudgedByTheWholeInterval() {
        assertThat(Guardrail.of(lift(new Interval(-0.009, 0.05)), 0.01)).isEqualTo(Guardrail.PASSES);
        assertThat(Guardrail.of(lift(new Interval(-0.05, -0.011)), 0.01)).isEqualTo(Guardrail.FAILS);
        assertThat(Guardrail.of(lift(new Interval(-0.05, 0.05)), 0.01)).isEqualTo(Guardrail.UNDECIDED);
        assertThat(Guardrail.of(lift(null), 0.01)).isEqualTo(Guardrail.UNDECIDED);
    }

    @Test
    void impossibleSumsAreRefused() {
        BigDecimal one = BigDecimal.ONE;
        BigDecimal zero = BigDecimal.ZERO;

        assertThatThrownBy(() -> new MetricSummary(2, 2, 0, BigDecimal.TEN, one, one, zero, zero, zero))
                .hasMessageContaining("impossible sums of y");
        assertThatThrownBy(() -> new MetricSummary(0, 0, 0, zero, one, zero, zero, zero, zero))
                .hasMessageContaining("impossible sums of y");
        assertThatThrownBy(() -> new MetricSummary(1, 2, 0, one, one, one, zero, zero, zero))
                .hasMessageContaining("impossible counts");
    }

    private static Lift lift(@Nullable Interval interval) {
        return new Lift(0.0, null, null, interval, interval == null ? Reason.BASELINE_NOT_SEPARATED_FROM_ZERO : null);
    }

    private static MetricSummary ratio(long units, long nonzero, String x, String xx) {
        BigDecimal sum = BigDecimal.valueOf(nonzero);
        return new MetricSummary(
                units, nonzero, 0, sum, sum, sum, new BigDecimal(x), new BigDecimal(xx), BigDecimal.ZERO);
    }
}
