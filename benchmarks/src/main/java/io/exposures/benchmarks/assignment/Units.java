package io.exposures.benchmarks.assignment;

import java.util.Random;

/** The units that one thread assigns, one after the other; so many that each call is a new one to caches and predictors. */
final class Units {

    private static final int COUNT = 1 << 14;
    private static final long SEED = 42;
    private static final long FIRST = 100_000_000;
    private static final int SPREAD = 900_000_000;

    private final String[] ids = new String[COUNT];
    private int next;

    /** Always the same ones. */
    Units() {
        Random random = new Random(SEED);
        for (int i = 0; i < COUNT; i++) {
            ids[i] = Long.toString(FIRST + random.nextInt(SPREAD));
        }
    }

    String next() {
        next = (next + 1) & (COUNT - 1);
        return ids[next];
    }

    int count() {
        return COUNT;
    }
}
