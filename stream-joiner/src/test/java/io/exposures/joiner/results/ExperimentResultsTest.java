package io.exposures.joiner.results;

import static io.exposures.joiner.results.ExperimentBuilder.MATURED;
import static io.exposures.joiner.results.ExperimentBuilder.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exposures.joiner.join.Slice;
import io.exposures.joiner.query.Crossovers;
import io.exposures.joiner.query.SliceFilter;
import io.exposures.records.Role;
import io.exposures.records.Transform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExperimentResultsTest {

    private static final Slice OPEN = new Slice(0, false, false);
    private static final Slice CROSSED = new Slice(0, true, true);
    private static final Slice SECOND_EPOCH = new Slice(1, true, false);
    private static final SliceFilter DECISIVE = new SliceFilter(SliceFilter.View.MATURED, Crossovers.EXCLUDE);
    private static final SliceFilter ALL = new SliceFilter(SliceFilter.View.TO_DATE, Crossovers.FIRST_SEEN);

    private static ResultsAnswer answer(ExperimentBuilder experiment, SliceFilter filter) {
        return ExperimentResults.of(experiment.stats(), experiment.definition(), new ResultsRequest(filter, null));
    }

    /** The published counts of a mobile game's test of two gates: a rate, and players of both arms. */
    private static ExperimentBuilder gates() {
        return new ExperimentBuilder()
                .units("gate_30", MATURED, 44_700)
                .values("gate_30", MATURED, 8_502, "retention_7", 1, 0)
                .units("gate_40", MATURED, 45_489)
                .values("gate_40", MATURED, 8_279, "retention_7", 1, 0)
                .declare("gate_30", true);
    }

    @Test
    void aPublishedExperimentHasItsPublishedInterval() {
        ResultsAnswer answer = answer(gates(), DECISIVE);

        ResultsAnswer.ArmComparison comparison =
                answer.metrics().get(0).comparisons().get(0);
        ResultsAnswer.Difference difference = Objects.requireNonNull(comparison.cuped());
        assertThat(difference.difference()).isCloseTo(-0.0082013, within(5e-8));
        assertThat(difference.standardError()).isCloseTo(0.0025920, within(5e-8));
        List<Double> interval = Objects.requireNonNull(difference.interval());
        assertThat(interval.get(0)).isCloseTo(-0.0165683, within(5e-8));
        assertThat(interval.get(1)).isCloseTo(0.0001657, within(5e-8));
        assertThat(comparison.ready()).isTrue();
        assertThat(comparison.significant()).isFalse();
    }

    @Test
    void theArmWithTheMostUnitsIsTheControlUntilOneIsDeclared() {
        ExperimentBuilder undeclared =
                new ExperimentBuilder().units("a", MATURED, 3).units("b", MATURED, 4);
        assertThat(answer(undeclared, DECISIVE).control())
                .isEqualTo(new ResultsAnswer.Control("b", false, "most_units_until_declared"));

        ResultsAnswer declared = answer(undeclared.declare("a", true), DECISIVE);
        assertThat(declared.control()).isEqualTo(new ResultsAnswer.Control("a", true, null));
        assertThat(declared.arms().get(0).label()).isEqualTo("the a");
    }

    @Test
    void withoutExpectedSharesThereIsNoVerdictOnTheSampleRatio() {
        ResultsAnswer.SampleRatioAnswer ratio = answer(gates(), DECISIVE).sampleRatio();

        assertThat(ratio.verdict()).isNull();
        assertThat(ratio.reason()).isEqualTo("no_expected_shares");
        assertThat(ratio.epochs().get(0).arrived()).isEqualTo(Map.of("gate_30", 44_700L, "gate_40", 45_489L));
    }

    @Test
    void expectedSharesGiveAVerdictThatBlocksWhenItIsAnAlarm() {
        ResultsAnswer fair = answer(gates().shares(Map.of("gate_30", 1.0, "gate_40", 1.0)), DECISIVE);
        assertThat(fair.sampleRatio().verdict()).isEqualTo("fine");
        assertThat(Objects.requireNonNull(fair.sampleRatio().epochs().get(0).chiSquare()))
                .isCloseTo(6.9024, within(5e-5));

        ResultsAnswer unfair = answer(gates().shares(Map.of("gate_30", 0.4, "gate_40", 0.6)), DECISIVE);
        assertThat(unfair.sampleRatio().verdict()).isEqualTo("alarm");
        assertThat(unfair.metrics().get(0).comparisons().get(0).blockers()).containsExactly("srm");
    }

    @Test
    void aUnitInAnArmThatMustStayEmptyIsAnAlarmOfItsOwn() {
        ResultsAnswer answer =
                answer(gates().units("gate_50", MATURED, 1).shares(Map.of("gate_30", 0.5, "gate_40", 0.5)), DECISIVE);

        assertThat(answer.sampleRatio().strayUnits()).isEqualTo(1);
        assertThat(answer.metrics().get(0).comparisons().get(0).blockers()).containsExactly("stray");
    }

    @Test
    void whichUnitsAreReadIsAChoice() {
        ExperimentBuilder experiment = new ExperimentBuilder()
                .units("a", MATURED, 4, "buy", 1, 0)
                .units("a", OPEN, 2, "buy", 10, 0)
                .units("a", CROSSED, 1, "buy", 100, 0)
                .units("b", MATURED, 1);

        assertThat(sum(answer(experiment, DECISIVE))).isEqualTo("4");
        assertThat(sum(answer(experiment, new SliceFilter(SliceFilter.View.TO_DATE, Crossovers.EXCLUDE))))
                .isEqualTo("24");
        assertThat(sum(answer(experiment, new SliceFilter(SliceFilter.View.MATURED, Crossovers.FIRST_SEEN))))
                .isEqualTo("104");
        assertThat(sum(answer(experiment, ALL))).isEqualTo("124");
    }

    private static String sum(ResultsAnswer answer) {
        return answer.metrics().get(0).arms().get(0).epochs().get(0).sum();
    }

    @Test
    void onlyMaturedUnitsDecide() {
        ExperimentBuilder experiment = new ExperimentBuilder()
                .units("a", OPEN, 900, "buy", 1, 0)
                .units("a", OPEN, 900, "buy", 0, 0)
                .units("b", OPEN, 1700, "buy", 1, 0)
                .units("b", OPEN, 100, "buy", 0, 0)
                .declare("a", true);

        ResultsAnswer.ArmComparison comparison =
                answer(experiment, ALL).metrics().get(0).comparisons().get(0);

        assertThat(comparison.plain().pAlways()).isLessThan(1e-6);
        assertThat(comparison.significant()).isNull();
        assertThat(comparison.significantReason()).isEqualTo("only_matured_units_decide");
        assertThat(comparison.blockers()).containsExactly("not_matured");
    }

    @Test
    void manyCrossoversBlock() {
        ResultsAnswer answer = answer(gates().units("gate_30", CROSSED, 1_000), DECISIVE);

        assertThat(answer.crossed().alarm()).isTrue();
        assertThat(answer.metrics().get(0).comparisons().get(0).blockers()).containsExactly("crossed");
    }

    /** Everybody buys more in the second epoch, when most units go to b: without strata b would look better. */
    @Test
    void aRampIsNoEffect() {
        ExperimentBuilder ramp = new ExperimentBuilder()
                .declare("a", true)
                .shares(Map.of("a", 0.9, "b", 0.1))
                .shares(Map.of("a", 0.1, "b", 0.9));
        for (String arm : List.of("a", "b")) {
            boolean few = arm.equals("b");
            fill(ramp, arm, MATURED, few ? 1 : 9, 1);
            fill(ramp, arm, SECOND_EPOCH, few ? 9 : 1, 5);
        }

        ResultsAnswer.Metric metric = answer(ramp, DECISIVE).metrics().get(0);

        assertThat(metric.comparisons().get(0).plain().difference()).isCloseTo(0, within(1e-12));
        double a = Objects.requireNonNull(metric.arms().get(0).plain().value());
        double b = Objects.requireNonNull(metric.arms().get(1).plain().value());
        assertThat(b - a).isGreaterThan(1);
        assertThat(metric.arms().get(0).epochs()).hasSize(2);
    }

    private static void fill(ExperimentBuilder experiment, String arm, Slice slice, int hundreds, double mean) {
        experiment.units(arm, slice, 50L * hundreds, "buy", mean - 1, 0);
        experiment.units(arm, slice, 50L * hundreds, "buy", mean + 1, 0);
    }

    @Test
    void primariesShareTheirLevelAndGuardrailsStandAlone() {
        ExperimentBuilder experiment = new ExperimentBuilder()
                .metric("sales", Transform.SUM, Role.PRIMARY, 0)
                .metric("buyers", Transform.ANY, Role.PRIMARY, 0)
                .metric("errors", Transform.COUNT, Role.GUARDRAIL, 0)
                .declare("a", true)
                .units("a", MATURED, 200, "errors", 1, 0)
                .units("a", MATURED, 200, "errors", 1.02, 0)
                .units("b", MATURED, 200, "errors", 1, 0)
                .units("b", MATURED, 200, "errors", 1.02, 0)
                .units("c", MATURED, 1);

        List<ResultsAnswer.Metric> metrics = answer(experiment, DECISIVE).metrics();

        assertThat(metrics).extracting(ResultsAnswer.Metric::alpha).containsExactly(0.0125, 0.0125, 0.05);
        assertThat(metrics.get(2).comparisons())
                .extracting(ResultsAnswer.ArmComparison::guardrail)
                .containsExactly("passes", "undecided");
        assertThat(metrics.get(1).kind()).isEqualTo("proportion");
    }

    @Test
    void secondaryMetricsAreChosenTogether() {
        ExperimentBuilder experiment = new ExperimentBuilder()
                .metric("same", Transform.ANY, Role.SECONDARY, 0)
                .metric("better", Transform.ANY, Role.SECONDARY, 0)
                .declare("a", true)
                .units("a", MATURED, 2_000)
                .units("b", MATURED, 2_000);
        experiment.values("a", MATURED, 1_000, "same", 1, 0).values("b", MATURED, 1_000, "same", 1, 0);
        experiment.values("a", MATURED, 1_000, "better", 1, 0).values("b", MATURED, 1_300, "better", 1, 0);

        ResultsAnswer answer = answer(experiment, DECISIVE);

        assertThat(answer.secondary().rejected()).containsExactly(new ResultsAnswer.MetricAndArm("better", "b"));
        assertThat(answer.metrics().get(1).comparisons().get(0).significant()).isTrue();
        assertThat(answer.metrics().get(0).comparisons().get(0).significant()).isFalse();
        assertThat(answer.metrics().get(1).arms().get(0).wilson()).hasSize(2);
    }

    @Test
    void aCovariateDecidesAndMustNotDiffer() {
        ExperimentBuilder experiment = new ExperimentBuilder()
                .metric("sales", Transform.SUM, Role.PRIMARY, 14)
                .declare("a", true)
                .units("a", MATURED, 500, "sales", 1, 2)
                .units("a", MATURED, 500, "sales", 3, 4)
                .units("b", MATURED, 500, "sales", 2, 8)
                .units("b", MATURED, 500, "sales", 4, 9);

        ResultsAnswer.Metric metric = answer(experiment, DECISIVE).metrics().get(0);

        assertThat(metric.decides()).isEqualTo("cuped");
        assertThat(metric.theta()).isNotNull();
        assertThat(metric.comparisons().get(0).blockers()).contains("covariate");
        assertThat(metric.comparisons().get(0).covariate()).isNotNull();
    }

    @Test
    void whatIsValidForOneLookIsShownAfterThePlannedEnd() {
        ResultsAnswer running = answer(gates(), DECISIVE);
        assertThat(plain(running).fixedHorizon()).isNull();
        assertThat(plain(running).fixedHorizonReason()).isEqualTo("no_planned_end");

        ResultsAnswer soon = answer(gates().endingAt(NOON.minus(Duration.ofHours(2))), DECISIVE);
        assertThat(soon.state().state()).isEqualTo("ended");
        assertThat(plain(soon).fixedHorizonReason()).isEqualTo("planned_end_not_reached");

        ResultsAnswer over = answer(gates().endingAt(NOON.minus(Duration.ofDays(2))), DECISIVE);
        ResultsAnswer.OneLook look = Objects.requireNonNull(plain(over).fixedHorizon());
        assertThat(look.p()).isCloseTo(0.0016, within(5e-5));
        assertThat(look.looksAllowed()).isEqualTo(1);
    }

    private static ResultsAnswer.Difference plain(ResultsAnswer answer) {
        return answer.metrics().get(0).comparisons().get(0).plain();
    }

    @Test
    void anArmOfManyIsNotCompared() {
        ResultsAnswer answer = answer(gates().units("other", MATURED, 9), DECISIVE);

        assertThat(answer.arms()).extracting(ResultsAnswer.Arm::arm).endsWith("other");
        assertThat(answer.metrics().get(0).comparisons())
                .extracting(ResultsAnswer.ArmComparison::arm)
                .containsExactly("gate_40");
    }

    @Test
    void aMissingNumberHasAReasonAndNoneIsNaN() {
        for (long seed = 1; seed <= 300; seed++) {
            ResultsAnswer answer = answer(tiny(new Random(seed)), DECISIVE);
            assertThat(answer.toString()).as("seed %d", seed).doesNotContain("NaN", "Infinity");
            answer.metrics()
                    .forEach(metric -> metric.comparisons().forEach(comparison -> {
                        assertHasReason(comparison.plain());
                        assertThat(metric.arms())
                                .allSatisfy(arm -> assertThat(arm.plain().standardError() == null)
                                        .isEqualTo(arm.plain().reason() != null));
                    }));
        }
    }

    private static void assertHasReason(ResultsAnswer.Difference difference) {
        assertThat(difference.interval() == null).isEqualTo(difference.reason() != null);
        assertThat(difference.lift().interval() == null)
                .isEqualTo(difference.lift().reason() != null);
        assertThat(difference.fixedHorizon() == null).isEqualTo(difference.fixedHorizonReason() != null);
    }

    /** No units or few, all alike or not, of every kind of metric. */
    private static ExperimentBuilder tiny(Random random) {
        ExperimentBuilder experiment = new ExperimentBuilder()
                .metric("sum", Transform.SUM, Role.PRIMARY, random.nextInt(2))
                .metric("any", Transform.ANY, Role.SECONDARY, random.nextInt(2))
                .metric("ratio", Transform.RATIO, Role.GUARDRAIL, 0);
        for (String arm : List.of("a", "b", "c").subList(0, random.nextInt(4))) {
            for (int i = random.nextInt(4); i > 0; i--) {
                Slice slice = random.nextBoolean() ? MATURED : SECOND_EPOCH;
                experiment.units(arm, slice, 1);
                experiment.values(arm, slice, 1, "sum", random.nextInt(3) - 1, random.nextInt(3) - 1);
                experiment.values(arm, slice, 1, "any", random.nextInt(2), random.nextInt(2));
                experiment.values(arm, slice, 1, "ratio", random.nextInt(3) - 1, random.nextInt(3) - 1);
            }
        }
        return experiment;
    }
}
