package io.exposures.joiner.stats;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** One simulated experiment of two arms that is looked at after every unit. */
final class SimulatedTest {
    private static final Level LEVEL = Level.DEFAULT;
    private static final double THRESHOLD = -Math.log(LEVEL.alpha());
    /** Looks this close to the threshold may be judged differently from doubles and from exact sums. */
    private static final double DOUBTFUL = 1e-6;

    private static final double NAIVE = 1.96;
    private static final long NAIVE_FROM_UNITS = 30;
    private static final int DAYS = 28;

    private final Scenario scenario;
    private final long units;
    private final SplittableRandom random;
    private final ConfidenceSequence sequence = new ConfidenceSequence(LEVEL);
    private final RunningArm control = new RunningArm();
    private final RunningArm treatment = new RunningArm();
    private final Set<FalseAlarm> alarms = EnumSet.noneOf(FalseAlarm.class);

    SimulatedTest(Scenario scenario, long units, long seed) {
        this.scenario = scenario;
        this.units = units;
        this.random = new SplittableRandom(seed);
    }

    /** What went wrong at least once. */
    enum FalseAlarm {
        /** The always-valid interval excluded the true difference. */
        ALWAYS,
        /** It did so while the comparison was ready. */
        ALWAYS_READY,
        /** The always-valid interval of the lift excluded the true lift. */
        LIFT,
        /** The difference was more than 1.96 standard alarms off at some look. */
        NAIVE_EVERY_LOOK,
        /** It was so at one of 28 looks, one a day. */
        NAIVE_DAILY
    }

    Set<FalseAlarm> run() {
        for (long unit = 1; unit <= units; unit++) {
            RunningArm arm = random.nextDouble() < scenario.treatmentShare() ? treatment : control;
            scenario.expose(arm, arm == treatment, random);
            if (control.units() > 1 && treatment.units() > 1) {
                look(unit % (units / DAYS) == 0);
            }
        }
        return alarms;
    }

    private void look(boolean daily) {
        double slope = slope();
        double variance = control.variance(slope) + treatment.variance(slope);
        if (!(variance > 0)) {
            return;
        }
        double difference = treatment.mean()
                - control.mean()
                - slope * (treatment.covariateMean() - control.covariateMean())
                - scenario.trueDifference();
        double z = difference / Math.sqrt(variance);
        lookNaively(z, daily);
        lookAlways(sequence.logE(control.units() + treatment.units(), z));
        if (scenario.hasEffect()) {
            lookAtLift();
        }
    }

    private void lookNaively(double z, boolean daily) {
        if (Math.abs(z) > NAIVE && Math.min(control.units(), treatment.units()) >= NAIVE_FROM_UNITS) {
            alarms.add(FalseAlarm.NAIVE_EVERY_LOOK);
            if (daily) {
                alarms.add(FalseAlarm.NAIVE_DAILY);
            }
        }
    }

    private void lookAlways(double logE) {
        if (logE < THRESHOLD - DOUBTFUL || alarms.contains(FalseAlarm.ALWAYS_READY)) {
            return;
        }
        if (!alarms.contains(FalseAlarm.ALWAYS) && excludesTruth(logE)) {
            alarms.add(FalseAlarm.ALWAYS);
        }
        if (alarms.contains(FalseAlarm.ALWAYS) && isReady()) {
            alarms.add(FalseAlarm.ALWAYS_READY);
        }
    }

    /** Asks the statistics themselves; doubles may only differ from them at the very threshold. */
    private boolean excludesTruth(double logE) {
        Inference inference = compare().inference();
        boolean excludes =
                inference != null && inference.alwaysValid().interval().excludes(scenario.trueDifference());
        if (!excludes && logE > THRESHOLD + DOUBTFUL) {
            throw new AssertionError("log e is " + logE + " but the truth is inside " + inference);
        }
        return excludes;
    }

    private void lookAtLift() {
        double r = scenario.effect();
        double numerator = treatment.mean() - (1 + r) * control.mean();
        double variance = treatment.variance(0) + (1 + r) * (1 + r) * control.variance(0);
        double logE = sequence.logE(control.units() + treatment.units(), numerator / Math.sqrt(variance));
        if (logE >= THRESHOLD && !alarms.contains(FalseAlarm.LIFT)) {
            Interval lift = compare().lift().alwaysValid();
            if (lift != null && lift.excludes(r)) {
                alarms.add(FalseAlarm.LIFT);
            }
        }
    }

    private boolean isReady() {
        return scenario.kind().readiness(control.summary(), treatment.summary()).isReady();
    }

    private Comparison compare() {
        MetricSummary a = control.summary();
        MetricSummary b = treatment.summary();
        Estimator estimator = scenario.usesCovariate() ? CovariateAdjustment.pooled(List.of(a, b)) : Estimator.MEAN;
        return Statistics.compare(estimator, a, b, LEVEL);
    }

    private double slope() {
        double squares = control.covariateSquares() + treatment.covariateSquares();
        return scenario.usesCovariate() && squares > 0 ? (control.products() + treatment.products()) / squares : 0;
    }
}
