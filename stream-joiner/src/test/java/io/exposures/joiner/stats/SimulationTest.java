package io.exposures.joiner.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.joiner.stats.SimulatedTest.FalseAlarm;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whole experiments, simulated and looked at after every unit: how often do the intervals and the sample-ratio test
 * raise a false alarm? Run large with {@code -Dstats.simulation.tests=2000 -Dstats.simulation.units=100000}; the figures
 * of such a run are in docs/STATISTICS.md.
 */
class SimulationTest {
    private static final Scenario NORMAL = Scenario.balanced(Population.NORMAL, 10);
    private static final Scenario ONE_PERCENT = Scenario.balanced(Population.ONE_PERCENT, 0.01);
    private static final Scenario REVENUE = Scenario.balanced(Population.REVENUE, 0.1 * Math.exp(3.5));
    private static final Scenario LOGNORMAL = Scenario.balanced(Population.LOGNORMAL, Math.exp(1.5));
    private static final Scenario FIVE_PERCENT = Scenario.balanced(Population.FIVE_PERCENT, 0.05);

    private static final List<Scenario> BALANCED = List.of(
            NORMAL,
            NORMAL.withCovariate(),
            Scenario.balanced(Population.HALF, 0.5),
            FIVE_PERCENT,
            ONE_PERCENT,
            Scenario.balanced(Population.COUNTS, -Math.log(0.135)),
            LOGNORMAL,
            REVENUE);

    @Test
    void balancedArmsRaiseFalseAlarmsAtMostAtTheLevel() {
        List<Rates> all = simulate(BALANCED);

        for (Rates rates : all) {
            assertThat(rates.count(FalseAlarm.ALWAYS)).as(rates.row()).isLessThanOrEqualTo(Simulations.bound(0.05));
        }
        assertThat(all.get(0).count(FalseAlarm.NAIVE_EVERY_LOOK))
                .as("looking all the time must matter, or the simulation shows nothing")
                .isGreaterThan(Simulations.TESTS / 4);
    }

    @Test
    void unbalancedSkewedArmsRaiseThemWhenReadyOnly() {
        List<Scenario> tenPercent = List.of(ONE_PERCENT.withTreatmentShare(0.1), REVENUE.withTreatmentShare(0.1));

        for (Rates rates : simulate(tenPercent)) {
            assertThat(rates.count(FalseAlarm.ALWAYS_READY))
                    .as(rates.row())
                    .isLessThanOrEqualTo(Simulations.bound(0.05));
            assertThat(rates.count(FalseAlarm.ALWAYS))
                    .as("without the guard: %s", rates.row())
                    .isGreaterThan(2 * rates.count(FalseAlarm.ALWAYS_READY));
        }
    }

    @Test
    void trueDifferencesAndLiftsStayInside() {
        List<Scenario> effects =
                List.of(NORMAL.withEffect(0.02), FIVE_PERCENT.withEffect(0.1), LOGNORMAL.withEffect(0.05));

        for (Rates rates : simulate(effects)) {
            assertThat(rates.count(FalseAlarm.ALWAYS)).as(rates.row()).isLessThanOrEqualTo(Simulations.bound(0.05));
            assertThat(rates.count(FalseAlarm.LIFT)).as(rates.row()).isLessThanOrEqualTo(Simulations.bound(0.05));
        }
    }

    @Test
    void aRampIsNoEffectWhenEpochsAreComparedWithinThemselves() {
        for (double laterRate : new double[] {0.12, 0.3}) {
            long standardised = count(test -> ramp(test, laterRate, true));
            long pooled = count(test -> ramp(test, laterRate, false));

            report("ramp 5/95 to 50/50, rate 0.1 to " + laterRate + ", standardised", standardised);
            report("ramp 5/95 to 50/50, rate 0.1 to " + laterRate + ", pooled", pooled);
            assertThat(standardised).isLessThanOrEqualTo(Simulations.bound(0.05));
            assertThat(laterRate < 0.2 || pooled > Simulations.TESTS / 2).isTrue();
        }
    }

    @Test
    void theSampleRatioAlarmIsRarelyFalseAndFindsWhatIsBroken() {
        long halves = count(test -> ratioAlarm(test, 0.5, 0.5));
        long tenth = count(test -> ratioAlarm(test, 0.1, 0.1));
        long broken = count(test -> ratioAlarm(test, 0.5, 0.58));

        report("sample ratio alarm, 50/50 as expected", halves);
        report("sample ratio alarm, 10/90 as expected", tenth);
        report("sample ratio alarm, 58/42 instead of 50/50", broken);
        assertThat(Math.max(halves, tenth)).isLessThanOrEqualTo(Simulations.bound(0.001));
        assertThat(broken).isGreaterThan(Simulations.TESTS * 9L / 10);
    }

    private static boolean ramp(int test, double laterRate, boolean standardised) {
        return new SimulatedRamp(laterRate, standardised, Simulations.seed(test)).raisesAlarm(Simulations.UNITS);
    }

    /** Looks after every unit, with the factor as a product of predictions; an alarm is confirmed by the statistics. */
    private static boolean ratioAlarm(int test, double expectedShare, double trueShare) {
        SplittableRandom random = new SplittableRandom(Simulations.seed(test));
        double concentration = SampleRatio.DEFAULT_CONCENTRATION;
        double[] shares = {expectedShare, 1 - expectedShare};
        long[] counts = new long[2];
        double factor = 1;
        for (int unit = 0; unit < Simulations.UNITS; unit++) {
            int arm = random.nextDouble() < trueShare ? 0 : 1;
            factor *= (concentration * shares[arm] + counts[arm]) / (concentration + unit) / shares[arm];
            counts[arm]++;
            if (factor >= 1000 && confirmsAlarm(counts, shares)) {
                return true;
            }
        }
        return false;
    }

    private static boolean confirmsAlarm(long[] counts, double[] shares) {
        SampleRatio ratio = SampleRatio.of(
                List.of(counts[0], counts[1]),
                List.of(BigDecimal.valueOf(shares[0]), BigDecimal.valueOf(shares[1])),
                SampleRatio.DEFAULT_CONCENTRATION);
        return SampleRatio.verdict(ratio.logBayesFactor()) == SampleRatio.Verdict.ALARM;
    }

    private static List<Rates> simulate(List<Scenario> scenarios) {
        System.out.println("| " + Simulations.TESTS + " tests of " + Simulations.UNITS + " units | "
                + String.join(
                        " | ",
                        Arrays.stream(FalseAlarm.values()).map(Enum::name).toList()) + " |");
        List<Rates> all = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            Rates rates = Rates.simulate(scenario, Simulations.TESTS, Simulations.UNITS);
            System.out.println(rates.row());
            all.add(rates);
        }
        return all;
    }

    private static long count(IntPredicate test) {
        return IntStream.range(0, Simulations.TESTS).parallel().filter(test).count();
    }

    private static void report(String what, long count) {
        System.out.println("| " + what + " | " + count + " of " + Simulations.TESTS + " |");
    }
}
