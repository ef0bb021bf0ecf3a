package io.exposures.joiner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What one unit's events become: windows, days, transforms and caps. */
class UnitRulesTest {
    private static final AnalysisWindow WEEK = new AnalysisWindow(micros(Duration.ofDays(7)), 14);
    private static final long EXPOSED = micros("2026-03-10T15:30:00Z");

    @Test
    void theOutcomeWindowIncludesItsStartAndExcludesItsEnd() {
        assertThat(WEEK.isOutcome(EXPOSED, EXPOSED)).isTrue();
        assertThat(WEEK.isOutcome(EXPOSED, EXPOSED - 1)).isFalse();
        assertThat(WEEK.isOutcome(EXPOSED, micros("2026-03-17T15:29:59.999999Z")))
                .isTrue();
        assertThat(WEEK.isOutcome(EXPOSED, micros("2026-03-17T15:30:00Z"))).isFalse();
    }

    @Test
    void theCovariateIsWholeDaysBeforeTheDayOfExposure() {
        assertThat(WEEK.isCovariate(EXPOSED, micros("2026-02-24T00:00:00Z"))).isTrue();
        assertThat(WEEK.isCovariate(EXPOSED, micros("2026-02-23T23:59:59.999999Z")))
                .isFalse();
        assertThat(WEEK.isCovariate(EXPOSED, micros("2026-03-09T23:59:59.999999Z")))
                .isTrue();
        assertThat(WEEK.isCovariate(EXPOSED, micros("2026-03-10T00:00:00Z"))).isFalse();
        assertThat(WEEK.isCovariate(EXPOSED, EXPOSED - 1)).isFalse();
    }

    @Test
    void daysAreCountedDownBefore1970() {
        assertThat(AnalysisWindow.day(-1)).isEqualTo(-1);
        assertThat(AnalysisWindow.day(0)).isZero();
    }

    @Test
    void withoutLookbackThereIsNoCovariate() {
        AnalysisWindow none = new AnalysisWindow(1, 0);

        assertThat(none.isCovariate(EXPOSED, EXPOSED - micros(Duration.ofDays(1))))
                .isFalse();
    }

    @Test
    void aUnitIsMaturedWhenItsWholeWindowIsFinal() {
        long end = EXPOSED + micros(Duration.ofDays(7));

        assertThat(WEEK.isMatured(EXPOSED, end)).isTrue();
        assertThat(WEEK.isMatured(EXPOSED, end - 1)).isFalse();
    }

    @Test
    void transformsMakeOneValueOfTheEvents() {
        UnitTotal two = UnitTotal.NONE.plus(1_500_000).plus(-250_000);

        assertThat(contribution(Transform.SUM, two)).isEqualTo(1_250_000);
        assertThat(contribution(Transform.COUNT, two)).isEqualTo(2_000_000);
        assertThat(contribution(Transform.BINARY, two)).isEqualTo(1_000_000);
        assertThat(contribution(Transform.BINARY, UnitTotal.NONE)).isZero();
        assertThat(contribution(Transform.BINARY, UnitTotal.NONE.plus(0))).isEqualTo(1_000_000);
    }

    @Test
    void capsClampTheTotalAndAreCountedForTheOutcomeOnly() {
        MetricRule rule = new MetricRule(Transform.SUM, 6, -10L, 100L);

        assertThat(rule.contribution(UnitTotal.NONE.plus(70).plus(50), UnitTotal.NONE.plus(-11)))
                .isEqualTo(new UnitContribution(100, -10, true));
        assertThat(rule.contribution(UnitTotal.NONE.plus(100), UnitTotal.NONE.plus(101)))
                .isEqualTo(new UnitContribution(100, 100, false));
    }

    @Test
    void capsDoNotTouchBinaryMetrics() {
        MetricRule rule = new MetricRule(Transform.BINARY, 6, null, 5L);

        assertThat(rule.contribution(UnitTotal.NONE.plus(9), UnitTotal.NONE).y())
                .isEqualTo(1_000_000);
    }

    @Test
    void whatIsTakenBackLeavesNoTrace() {
        UnitTotal total = UnitTotal.NONE.plus(5).plus(7);

        assertThat(total.minus(5).minus(7)).isEqualTo(UnitTotal.NONE);
        assertThatThrownBy(() -> UnitTotal.NONE.minus(5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTotalThatWouldOverflowIsNotAccepted() {
        UnitTotal full = UnitTotal.NONE.plus(Long.MAX_VALUE - 1);

        assertThat(full.accepts(1)).isTrue();
        assertThat(full.accepts(2)).isFalse();
        assertThat(UnitTotal.NONE.plus(-Long.MAX_VALUE).accepts(-1)).isFalse();
        assertThatThrownBy(() -> full.plus(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> UnitTotal.NONE.plus(-Long.MAX_VALUE).plus(-1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void impossibleRulesAreRefused() {
        assertThatThrownBy(() -> new MetricRule(Transform.SUM, 6, 2L, 1L)).hasMessageContaining("above upper cap");
        assertThatThrownBy(() -> new MetricRule(Transform.SUM, 13, null, null)).hasMessageContaining("scale");
        assertThatThrownBy(() -> new AnalysisWindow(0, 1)).hasMessageContaining("window");
        assertThatThrownBy(() -> new AnalysisWindow(1, -1)).hasMessageContaining("lookback");
    }

    private static long contribution(Transform transform, UnitTotal outcome) {
        return new MetricRule(transform, 6, null, null)
                .contribution(outcome, UnitTotal.NONE)
                .y();
    }

    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1000;
    }
}
