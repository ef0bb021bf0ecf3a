package io.exposures.joiner.stats;

import java.util.SplittableRandom;

/** Sizes and seeds of the simulations: small and fixed in every build, large by system property. */
final class Simulations {
    static final int TESTS = Integer.getInteger("stats.simulation.tests", 200);
    static final int UNITS = Integer.getInteger("stats.simulation.units", 2_800);

    private static final long SEED = Long.getLong("stats.seed", 20_260_101L);

    private Simulations() {}

    /** Returns a scrambled seed: generators whose seeds are a fixed distance apart would repeat each other. */
    static long seed(int test) {
        return new SplittableRandom(SEED + test).nextLong();
    }

    /** Returns a count that is exceeded with a probability below one in a thousand when each test fails at this rate. */
    static long bound(double rate) {
        return (long) Math.ceil(TESTS * rate + 3.1 * Math.sqrt(TESTS * rate * (1 - rate)) + 1);
    }
}
