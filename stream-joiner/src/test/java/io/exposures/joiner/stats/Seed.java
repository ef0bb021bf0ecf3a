package io.exposures.joiner.stats;

import java.util.SplittableRandom;

/** The seed of random tests: fixed, replaceable by system property {@code stats.seed}, and printed. */
final class Seed {
    private static final long VALUE = Long.getLong("stats.seed", 20_260_101L);

    private Seed() {}

    static SplittableRandom random(String test) {
        System.out.println(test + ": -Dstats.seed=" + VALUE);
        return new SplittableRandom(VALUE ^ test.hashCode());
    }
}
