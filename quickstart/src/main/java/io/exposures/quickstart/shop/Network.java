package io.exposures.quickstart.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Between what happens and the log: delays, copies, and clocks that are wrong. */
final class Network {

    private final RandomGenerator random;

    Network(RandomGenerator random) {
        this.random = random;
    }

    /** When it arrives: as a rule at once, now and then from a telephone that was without a connection. */
    Instant arrivalOf(Instant time) {
        double seconds = random.nextDouble() < 0.05 ? 5 + 115 * random.nextDouble() : 0.3 * random.nextExponential();
        return time.plus(micros(seconds));
    }

    /** How often it is sent: the answer to the first copy may have been lost. */
    int copies() {
        return random.nextDouble() < 0.03 ? 2 + random.nextInt(2) : 1;
    }

    /** The time that the device believes it is. */
    Instant deviceTime(Instant time) {
        double luck = random.nextDouble();
        if (luck < 0.004) {
            return time.minus(Duration.ofDays(2));
        }
        return luck < 0.006 ? time.plus(Duration.ofHours(12)) : time;
    }

    static Duration micros(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e6) * 1000);
    }
}
