package io.exposures.joiner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Relations that hold between numbers whatever the data are. */
class StatisticsPropertiesTest {
    private static final int ROUNDS = 300;
    private static final Level LEVEL = Level.DEFAULT;
    private static final Percentage EXACT = Percentage.withPercentage(1e-10);

    @Test
    void everyNumberIsFiniteOrMissingWithAReason() throws ReflectiveOperationException {
        SplittableRandom random = Seed.random("everyNumberIsFiniteOrMissingWithAReason");
        for (int round = 0; round < 10 * ROUNDS; round++) {
            MetricSummary control = RandomArms.any(random);
            MetricSummary treatment = RandomArms.any(random);
            Level level = new Level(Math.pow(10, -12 * random.nextDouble()) * 0.9, 1 + random.nextInt(1_000_000));
            CovariateAdjustment adjustment = CovariateAdjustment.pooled(List.of(control, treatment));

            for (Estimator estimator : List.of(Estimator.MEAN, Estimator.RATIO, adjustment)) {
                requireFinite(Statistics.compare(estimator, control, treatment, level));
                requireFinite(Statistics.standardise(
                        estimator, List.of(new Stratum(control, treatment), new Stratum(treatment, control)), level));
            }
            for (MetricKind kind : MetricKind.values()) {
                requireFinite(kind.readiness(control, treatment));
            }
            requireFinite(Moments.of(control));
            requireFinite(Statistics.compareCovariates(control, treatment, level));
        }
    }

    @Test
    void scalingAMetricScalesMeansAndIntervalsAndLeavesTheEvidence() {
        SplittableRandom random = Seed.random("scalingAMetricScalesMeansAndIntervalsAndLeavesTheEvidence");
        for (int round = 0; round < ROUNDS; round++) {
            List<UnitContribution> control = RandomArms.ordinaryUnits(random);
            List<UnitContribution> treatment = RandomArms.ordinaryUnits(random);
            int factor = random.nextBoolean() ? 1000 : 10;
            UnaryOperator<UnitContribution> scaled = unit -> new UnitContribution(unit.y() * factor, unit.x() * factor);

            Comparison plain = compare(control, treatment);
            Comparison larger = compare(map(control, scaled), map(treatment, scaled));

            Inference before = inference(plain);
            Inference after = inference(larger);
            assertThat(difference(larger)).isCloseTo(factor * difference(plain), EXACT);
            assertThat(after.standardError()).isCloseTo(factor * before.standardError(), EXACT);
            Interval interval = before.alwaysValid().interval();
            assertThat(after.alwaysValid().interval().lower()).isCloseTo(factor * interval.lower(), EXACT);
            assertThat(after.alwaysValid().interval().upper()).isCloseTo(factor * interval.upper(), EXACT);
            assertThat(after.fixedHorizon().t()).isCloseTo(before.fixedHorizon().t(), EXACT);
            assertThat(after.fixedHorizon().pValue())
                    .isCloseTo(before.fixedHorizon().pValue(), EXACT);
            assertThat(after.alwaysValid().logE())
                    .isCloseTo(before.alwaysValid().logE(), within(1e-9));
            assertThat(larger.lift().value()).isCloseTo(plain.lift().value(), EXACT);
        }
    }

    @Test
    void addingAConstantLeavesDifferenceAndStandardError() {
        SplittableRandom random = Seed.random("addingAConstantLeavesDifferenceAndStandardError");
        for (int round = 0; round < ROUNDS; round++) {
            List<UnitContribution> control = RandomArms.ordinaryUnits(random);
            List<UnitContribution> treatment = RandomArms.ordinaryUnits(random);
            long constant = random.nextLong(-1_000_000_000_000_000L, 1_000_000_000_000_000L);
            UnaryOperator<UnitContribution> shifted = unit -> new UnitContribution(unit.y() + constant, unit.x());

            Comparison plain = compare(control, treatment);
            Comparison moved = compare(map(control, shifted), map(treatment, shifted));

            assertThat(moved.difference()).isEqualTo(plain.difference());
            assertThat(moved.inference()).isEqualTo(plain.inference());
        }
    }

    @Test
    void swappingTheArmsMirrorsTheInterval() {
        SplittableRandom random = Seed.random("swappingTheArmsMirrorsTheInterval");
        for (int round = 0; round < ROUNDS; round++) {
            MetricSummary a = RandomArms.ordinary(random);
            MetricSummary b = RandomArms.ordinary(random);

            Interval there = inference(Statistics.compare(Estimator.MEAN, a, b, LEVEL))
                    .alwaysValid()
                    .interval();
            Interval back = inference(Statistics.compare(Estimator.MEAN, b, a, LEVEL))
                    .alwaysValid()
                    .interval();

            assertThat(back).isEqualTo(new Interval(-there.upper(), -there.lower()));
        }
    }

    @Test
    void theAlwaysValidIntervalContainsTheDifferenceAndIsTheWiderOne() {
        SplittableRandom random = Seed.random("theAlwaysValidIntervalContainsTheDifferenceAndIsTheWiderOne");
        for (int round = 0; round < ROUNDS; round++) {
            Comparison comparison =
                    Statistics.compare(Estimator.MEAN, RandomArms.ordinary(random), RandomArms.ordinary(random), LEVEL);

            Interval always = inference(comparison).alwaysValid().interval();
            Interval fixed = inference(comparison).fixedHorizon().interval();
            assertThat(always.excludes(difference(comparison))).isFalse();
            assertThat(always.lower()).isLessThan(fixed.lower());
            assertThat(always.upper()).isGreaterThan(fixed.upper());
        }
    }

    @Test
    void differenceLiftAndEvidenceAgreeAboutSignificance() {
        SplittableRandom random = Seed.random("differenceLiftAndEvidenceAgreeAboutSignificance");
        int significant = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Comparison comparison =
                    Statistics.compare(Estimator.MEAN, RandomArms.ordinary(random), RandomArms.ordinary(random), LEVEL);

            boolean excluded = inference(comparison).alwaysValid().interval().excludes(0);
            assertThat(comparison.isSignificant(LEVEL)).isEqualTo(excluded);
            assertThat(inference(comparison).alwaysValid().logE() >= Math.log(1 / LEVEL.alpha()))
                    .isEqualTo(excluded);
            Interval lift = comparison.lift().alwaysValid();
            if (lift != null) {
                assertThat(lift.excludes(0)).isEqualTo(excluded);
            }
            significant += excluded ? 1 : 0;
        }
        assertThat(significant).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    @Test
    void anIndependentCovariateHardlyMovesTheDifference() {
        SplittableRandom random = Seed.random("anIndependentCovariateHardlyMovesTheDifference");
        for (int round = 0; round < 20; round++) {
            MetricSummary control = independent(random, 3000);
            MetricSummary treatment = independent(random, 3000);

            Comparison plain = Statistics.compare(Estimator.MEAN, control, treatment, LEVEL);
            Comparison adjusted = Statistics.compare(
                    CovariateAdjustment.pooled(List.of(control, treatment)), control, treatment, LEVEL);

            double standardError = inference(plain).standardError();
            assertThat(difference(adjusted)).isCloseTo(difference(plain), within(0.2 * standardError));
            assertThat(inference(adjusted).varianceReduction()).isBetween(-0.001, 0.01);
        }
    }

    @Test
    void aCovariateThatEqualsTheMetricLeavesNoVariance() {
        SplittableRandom random = Seed.random("aCovariateThatEqualsTheMetricLeavesNoVariance");
        for (int round = 0; round < ROUNDS; round++) {
            UnaryOperator<UnitContribution> same = unit -> new UnitContribution(unit.y(), unit.y());
            MetricSummary control = RandomArms.summary(map(RandomArms.ordinaryUnits(random), same));
            MetricSummary treatment = RandomArms.summary(map(RandomArms.ordinaryUnits(random), same));
            CovariateAdjustment adjustment = CovariateAdjustment.pooled(List.of(control, treatment));

            Comparison comparison = Statistics.compare(adjustment, control, treatment, LEVEL);

            assertThat(adjustment.theta()).isEqualTo(1);
            assertThat(comparison.reason()).isEqualTo(Reason.ZERO_VARIANCE);
            assertThat(comparison.difference()).isZero();
        }
    }

    @Test
    void oneEpochIsThePlainComparison() {
        SplittableRandom random = Seed.random("oneEpochIsThePlainComparison");
        for (int round = 0; round < ROUNDS; round++) {
            MetricSummary control = RandomArms.ordinary(random);
            MetricSummary treatment = RandomArms.ordinary(random);
            CovariateAdjustment adjustment = CovariateAdjustment.pooled(List.of(control, treatment));

            for (Estimator estimator : List.of(Estimator.MEAN, adjustment)) {
                Standardised one = Statistics.standardise(estimator, List.of(new Stratum(control, treatment)), LEVEL);

                assertThat(one.comparison()).isEqualTo(Statistics.compare(estimator, control, treatment, LEVEL));
                assertThat(one.control().value())
                        .isEqualTo(estimator.estimate(control).value());
                assertThat(one.excludedUnits()).isZero();
            }
        }
    }

    @Test
    void twoEqualEpochsHalveEveryVariance() {
        SplittableRandom random = Seed.random("twoEqualEpochsHalveEveryVariance");
        for (int round = 0; round < ROUNDS; round++) {
            MetricSummary control = RandomArms.ordinary(random);
            MetricSummary treatment = RandomArms.ordinary(random);
            Stratum epoch = new Stratum(control, treatment);
            CovariateAdjustment adjustment = CovariateAdjustment.pooled(List.of(control, treatment));

            for (Estimator estimator : List.of(Estimator.MEAN, adjustment)) {
                Comparison one = Statistics.compare(estimator, control, treatment, LEVEL);
                Comparison two = Statistics.standardise(estimator, List.of(epoch, epoch), LEVEL)
                        .comparison();

                assertThat(two.reason()).isEqualTo(one.reason());
                assertThat(difference(two)).isEqualTo(difference(one));
                assertThat(two.lift().value()).isEqualTo(one.lift().value());
                if (one.inference() != null && one.lift().standardError() != null) {
                    assertThat(Math.sqrt(2) * inference(two).standardError())
                            .isCloseTo(inference(one).standardError(), EXACT);
                    assertThat(two.lift().standardError()).isCloseTo(one.lift().standardError() / Math.sqrt(2), EXACT);
                }
            }
        }
    }

    @Test
    void epochsOfOneArmOnlyAreLeftOut() {
        SplittableRandom random = Seed.random("epochsOfOneArmOnlyAreLeftOut");
        MetricSummary control = RandomArms.ordinary(random);
        MetricSummary treatment = RandomArms.ordinary(random);
        MetricSummary nobody = RandomArms.summary(List.of());

        Standardised with = Statistics.standardise(
                Estimator.MEAN, List.of(new Stratum(control, treatment), new Stratum(control, nobody)), LEVEL);
        Standardised without = Statistics.standardise(Estimator.MEAN, List.of(new Stratum(control, nobody)), LEVEL);

        assertThat(with.comparison()).isEqualTo(Statistics.compare(Estimator.MEAN, control, treatment, LEVEL));
        assertThat(with.excludedUnits()).isEqualTo(control.units());
        assertThat(without.comparison().reason()).isEqualTo(Reason.NO_UNITS);
    }

    @Test
    void sharedLevelsWidenEveryInterval() {
        SplittableRandom random = Seed.random("sharedLevelsWidenEveryInterval");
        MetricSummary control = RandomArms.ordinary(random);
        MetricSummary treatment = RandomArms.ordinary(random);

        Comparison alone = Statistics.compare(Estimator.MEAN, control, treatment, LEVEL);
        Comparison oneOfFive = Statistics.compare(Estimator.MEAN, control, treatment, LEVEL.sharedBy(5));

        assertThat(inference(oneOfFive).alwaysValid().multiplier())
                .isGreaterThan(inference(alone).alwaysValid().multiplier());
        assertThat(inference(oneOfFive).fixedHorizon().pValue())
                .isEqualTo(inference(alone).fixedHorizon().pValue());
    }

    private static MetricSummary independent(SplittableRandom random, int count) {
        MetricSums sums = MetricSums.NONE;
        for (int i = 0; i < count; i++) {
            sums = sums.plus(new UnitContribution(Population.NORMAL.steps(random), Population.LOGNORMAL.steps(random)));
        }
        return MetricSummary.of(sums, Population.SCALE);
    }

    private static Comparison compare(List<UnitContribution> control, List<UnitContribution> treatment) {
        return Statistics.compare(Estimator.MEAN, RandomArms.summary(control), RandomArms.summary(treatment), LEVEL);
    }

    private static List<UnitContribution> map(List<UnitContribution> units, UnaryOperator<UnitContribution> change) {
        return units.stream().map(change).toList();
    }

    private static double difference(Comparison comparison) {
        Double difference = comparison.difference();
        assertThat(difference).isNotNull();
        return difference;
    }

    private static Inference inference(Comparison comparison) {
        Inference inference = comparison.inference();
        assertThat(inference).as("inference of %s", comparison).isNotNull();
        return inference;
    }

    /** Looks at every number inside a record and the records inside it. */
    private static void requireFinite(@Nullable Object value) throws ReflectiveOperationException {
        if (value instanceof Double number) {
            assertThat(number).isFinite();
        }
        if (value instanceof ArmEstimate arm) {
            requireFinite(arm.value());
            requireFinite(arm.standardError());
        }
        if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                requireFinite(component.getAccessor().invoke(value));
            }
        }
    }
}
