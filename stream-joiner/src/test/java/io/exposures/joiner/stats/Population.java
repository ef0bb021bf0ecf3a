package io.exposures.joiner.stats;

import java.util.SplittableRandom;

/** What units' values may look like, in steps of 10<sup>-6</sup>: the usual, and what breaks arithmetic. */
enum Population {
    NORMAL {
        @Override
        double value(SplittableRandom random) {
            return 10 + 3 * random.nextGaussian();
        }
    },
    HALF {
        @Override
        double value(SplittableRandom random) {
            return random.nextDouble() < 0.5 ? 1 : 0;
        }
    },
    FIVE_PERCENT {
        @Override
        double value(SplittableRandom random) {
            return random.nextDouble() < 0.05 ? 1 : 0;
        }
    },
    ONE_PERCENT {
        @Override
        double value(SplittableRandom random) {
            return random.nextDouble() < 0.01 ? 1 : 0;
        }
    },
    COUNTS {
        @Override
        double value(SplittableRandom random) {
            double product = random.nextDouble();
            int events = 0;
            while (product > 0.135) {
                product *= random.nextDouble();
                events++;
            }
            return events;
        }
    },
    LOGNORMAL {
        @Override
        double value(SplittableRandom random) {
            return Math.exp(1 + random.nextGaussian());
        }
    },
    REVENUE {
        @Override
        double value(SplittableRandom random) {
            return random.nextDouble() < 0.1 ? Math.exp(3 + random.nextGaussian()) : 0;
        }
    },
    ZERO {
        @Override
        double value(SplittableRandom random) {
            return 0;
        }
    },
    CONSTANT {
        @Override
        double value(SplittableRandom random) {
            return 1.75;
        }
    },
    AROUND_ZERO {
        @Override
        double value(SplittableRandom random) {
            return random.nextGaussian();
        }
    },
    SMALLEST {
        @Override
        double value(SplittableRandom random) {
            return 1e-6 * random.nextInt(3);
        }
    },
    FAR_FROM_ZERO {
        @Override
        double value(SplittableRandom random) {
            return 1e9 + 0.01 * random.nextGaussian();
        }
    },
    LARGEST {
        @Override
        double value(SplittableRandom random) {
            return random.nextBoolean() ? 1e12 : -1e12;
        }
    },
    WHALE {
        @Override
        double value(SplittableRandom random) {
            return random.nextInt(50) == 0 ? 1e12 : 0.001 * random.nextInt(5);
        }
    };

    static final int SCALE = Quantiser.DEFAULT_SCALE;

    private static final Quantiser QUANTISER = new Quantiser(SCALE);

    abstract double value(SplittableRandom random);

    long steps(SplittableRandom random) {
        return QUANTISER.steps(value(random));
    }

    static Population any(SplittableRandom random) {
        return values()[random.nextInt(values().length)];
    }
}
