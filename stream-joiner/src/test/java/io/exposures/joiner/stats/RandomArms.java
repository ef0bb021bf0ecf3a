package io.exposures.joiner.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Arms of random units. */
final class RandomArms {
    private static final int[] SIZES = {0, 1, 2, 3, 10, 30, 100, 300};

    private RandomArms() {}

    /** An arm of any population and any size, none included, with a covariate that may or may not help. */
    static MetricSummary any(SplittableRandom random) {
        return summary(units(random, Population.any(random), SIZES[random.nextInt(SIZES.length)]));
    }

    /** An arm with enough units for every statistic, of values that vary. */
    static MetricSummary ordinary(SplittableRandom random) {
        return summary(ordinaryUnits(random));
    }

    static List<UnitContribution> ordinaryUnits(SplittableRandom random) {
        Population[] varying = {
            Population.NORMAL, Population.COUNTS, Population.LOGNORMAL, Population.AROUND_ZERO, Population.HALF
        };
        return units(random, varying[random.nextInt(varying.length)], 30 + random.nextInt(200));
    }

    static List<UnitContribution> units(SplittableRandom random, Population population, int count) {
        Population covariate = random.nextBoolean() ? Population.any(random) : null;
        List<UnitContribution> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long y = population.steps(random);
            units.add(new UnitContribution(y, covariate == null ? y : covariate.steps(random)));
        }
        return units;
    }

    static MetricSummary summary(List<UnitContribution> units) {
        MetricSums sums = MetricSums.NONE;
        for (UnitContribution unit : units) {
            sums = sums.plus(unit);
        }
        return MetricSummary.of(sums, Population.SCALE);
    }
}
