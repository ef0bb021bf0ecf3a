package io.exposures.joiner.stats;

import java.util.SplittableRandom;

/**
 * What a simulated experiment looks like.
 *
 * @param name name for the report
 * @param population values of units in the treatment
 * @param mean their mean
 * @param treatmentShare share of units in the treatment
 * @param effect true lift; a control unit's value is set to 0 so often that it comes out
 * @param usesCovariate whether a covariate that explains two fifths of the variance is there and used; such a metric is
 *     normal
 */
record Scenario(
        String name, Population population, double mean, double treatmentShare, double effect, boolean usesCovariate) {
    private static final double SHARED = Math.sqrt(0.8);
    private static final double OWN = Math.sqrt(0.2);
    private static final Quantiser QUANTISER = new Quantiser(Population.SCALE);

    static Scenario balanced(Population population, double mean) {
        return new Scenario(population.name(), population, mean, 0.5, 0, false);
    }

    Scenario withTreatmentShare(double share) {
        return new Scenario(
                name + " " + Math.round(100 * share) + "/" + Math.round(100 - 100 * share),
                population,
                mean,
                share,
                effect,
                usesCovariate);
    }

    Scenario withEffect(double lift) {
        return new Scenario(name + " lift " + lift, population, mean, treatmentShare, lift, usesCovariate);
    }

    Scenario withCovariate() {
        return new Scenario(name + " with covariate", population, mean, treatmentShare, effect, true);
    }

    boolean hasEffect() {
        return effect != 0;
    }

    double trueDifference() {
        return mean * effect / (1 + effect);
    }

    MetricKind kind() {
        return switch (population) {
            case HALF, FIVE_PERCENT, ONE_PERCENT -> MetricKind.PROPORTION;
            default -> MetricKind.MEAN;
        };
    }

    void expose(RunningArm arm, boolean treated, SplittableRandom random) {
        if (usesCovariate) {
            double shared = SHARED * random.nextGaussian();
            arm.add(normal(shared, random), normal(shared, random));
            return;
        }
        boolean lost = !treated && hasEffect() && random.nextDouble() * (1 + effect) < effect;
        arm.add(lost ? 0 : population.steps(random), 0);
    }

    private static long normal(double shared, SplittableRandom random) {
        return QUANTISER.steps(10 + 3 * (shared + OWN * random.nextGaussian()));
    }
}
