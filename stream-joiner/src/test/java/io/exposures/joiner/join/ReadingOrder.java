package io.exposures.joiner.join;

import java.util.Random;

/** Which of two topics is read when. */
public enum ReadingOrder {
    BY_APPEND_TIME,
    EXPOSURES_FIRST,
    OUTCOMES_FIRST,
    RANDOM;

    /** Whether the exposure is read next, when both are still to be read. */
    public boolean takesExposure(LoggedRecord exposure, LoggedRecord outcome, Random random) {
        return switch (this) {
            case BY_APPEND_TIME -> exposure.append() <= outcome.append();
            case EXPOSURES_FIRST -> true;
            case OUTCOMES_FIRST -> false;
            case RANDOM -> random.nextBoolean();
        };
    }
}
