package io.exposures.joiner.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.BoundMetric;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.Measures;
import io.exposures.joiner.stats.Level;
import io.exposures.joiner.stats.MetricRule;
import io.exposures.joiner.stats.Transform;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.MetricDefinition;
import io.exposures.schemas.serde.TrustedRecords;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundRecordsTest {

    static {
        TrustedRecords.trust();
    }

    private static final ExperimentId BUTTON = new ExperimentId("button", "v1");
    private static final Duration WINDOW = Duration.ofDays(7);

    @Test
    void whatIsBoundComesBackFromItsRecord() {
        BoundDefinition bound =
                new BoundDefinition(3, 60_000_000L, List.of("colour"), 1_000_000L, 9_000_000L, measures());

        assertThat(BoundRecords.bind(BoundRecords.toRecord(BUTTON, bound), WINDOW))
                .isEqualTo(bound);
    }

    private static Measures measures() {
        return new Measures(
                List.of(2_000_000L, 5_000_000L),
                List.of(
                        new BoundMetric("spend", "buy", null, new MetricRule(Transform.SUM, 2, -150L, 10_050L), 7),
                        new BoundMetric("orders", "buy", null, new MetricRule(Transform.COUNT, 0, null, 9L), 0),
                        new BoundMetric("buyers", "buy", null, new MetricRule(Transform.BINARY, 6, null, null), 14),
                        new BoundMetric("basket", "buy", "visit", new MetricRule(Transform.SUM, 6, null, null), 0)),
                Measures.DEFAULT_LOOKBACK,
                new Level(0.01, 5_000));
    }

    @Test
    void aCovariateLooksBackNoFurtherThanDaysAreKept() {
        NewestDefinitions definitions = new NewestDefinitions(WINDOW, 5);
        BoundDefinition bound = new BoundDefinition(1, 60_000_000L, List.of(), 0, 1_000_000L, measures());

        definitions.put(BUTTON, BoundRecords.toRecord(BUTTON, bound));

        assertThat(definitions.newest(BUTTON).measures().metrics())
                .extracting(BoundMetric::lookback)
                .containsExactly(5, 0, 5, 0);
        assertThat(definitions
                        .newest(new ExperimentId("other", "v1"))
                        .measures()
                        .lookback())
                .isEqualTo(5);
    }

    @Test
    void aMetricThatContradictsItselfIsRefusedByName() {
        ExperimentDefinition right = BoundRecords.toRecord(
                BUTTON, new BoundDefinition(1, 60_000_000L, List.of(), 0, 1_000_000L, measures()));
        MetricDefinition basket = MetricDefinition.newBuilder(right.getMetrics().get(3))
                .setDenominator(null)
                .build();
        ExperimentDefinition wrong = ExperimentDefinition.newBuilder(right)
                .setMetrics(List.of(basket))
                .build();

        assertThatThrownBy(() -> BoundRecords.bind(wrong, WINDOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("basket")
                .hasMessageContaining("denominator");
    }
}
