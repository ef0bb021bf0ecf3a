package io.exposures.joiner.stats;

import java.util.List;
import java.util.SplittableRandom;

/**
 * An experiment without any effect whose treatment starts with 5 % of the units and gets half of them later, when more
 * units convert than before: pooled, the treatment looks better. Looked at after every unit.
 */
final class SimulatedRamp {
    private static final Level LEVEL = Level.DEFAULT;
    private static final double THRESHOLD = -Math.log(LEVEL.alpha());
    private static final long ONE = 1_000_000;

    private final double laterRate;
    private final boolean standardised;
    private final SplittableRandom random;
    private final ConfidenceSequence sequence = new ConfidenceSequence(LEVEL);
    private final RunningArm[][] epochs = {arms(), arms()};
    private final RunningArm[] pooled = arms();

    SimulatedRamp(double laterRate, boolean standardised, long seed) {
        this.laterRate = laterRate;
        this.standardised = standardised;
        this.random = new SplittableRandom(seed);
    }

    /** Returns whether a ready comparison ever excluded "no difference". */
    boolean raisesAlarm(long units) {
        for (long unit = 0; unit < units; unit++) {
            boolean later = unit >= units / 2;
            int arm = random.nextDouble() < (later ? 0.5 : 0.05) ? 1 : 0;
            long value = random.nextDouble() < (later ? laterRate : 0.1) ? ONE : 0;
            epochs[later ? 1 : 0][arm].add(value, 0);
            pooled[arm].add(value, 0);
            if (isSuspicious() && isConfirmed()) {
                return true;
            }
        }
        return false;
    }

    /** The same sums as the statistics make, in doubles. */
    private boolean isSuspicious() {
        double difference = 0;
        double variance = 0;
        long total = 0;
        for (RunningArm[] epoch : standardised ? epochs : new RunningArm[][] {pooled}) {
            if (Math.min(epoch[0].units(), epoch[1].units()) > 1) {
                long units = epoch[0].units() + epoch[1].units();
                difference += units * (epoch[1].mean() - epoch[0].mean());
                variance += (double) units * units * (epoch[0].variance(0) + epoch[1].variance(0));
                total += units;
            }
        }
        return variance > 0 && sequence.logE(total, difference / Math.sqrt(variance)) >= THRESHOLD;
    }

    private boolean isConfirmed() {
        MetricSummary control = pooled[0].summary();
        MetricSummary treatment = pooled[1].summary();
        Comparison comparison = standardised
                ? Statistics.standardise(Estimator.MEAN, List.of(stratum(epochs[0]), stratum(epochs[1])), LEVEL)
                        .comparison()
                : Statistics.compare(Estimator.MEAN, control, treatment, LEVEL);
        return comparison.isSignificant(LEVEL)
                && MetricKind.PROPORTION.readiness(control, treatment).isReady();
    }

    private static Stratum stratum(RunningArm[] arms) {
        return new Stratum(arms[0].summary(), arms[1].summary());
    }

    private static RunningArm[] arms() {
        return new RunningArm[] {new RunningArm(), new RunningArm()};
    }
}
