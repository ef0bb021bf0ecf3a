package io.exposures.joiner.topology;

import io.exposures.joiner.join.UserState;

/**
 * All that is kept under a userid: the state, and the newest outcomes within the horizon. A user who has many has the
 * older ones in the {@link BufferStore}: exactly those up to a time.
 *
 * @param state what the join decides by
 * @param outcomes those after {@code spilledTo}
 * @param spilledTo event time up to which outcomes are in the buffer store, microseconds since the epoch; {@link
 *     #NOTHING_SPILLED} when none are
 */
record StoredUser(UserState state, OutcomeBlock outcomes, long spilledTo) {

    static final long NOTHING_SPILLED = Long.MIN_VALUE;

    /** A user of whom nothing is known. */
    static final StoredUser NONE = new StoredUser(UserState.EMPTY, OutcomeBlock.EMPTY, NOTHING_SPILLED);

    StoredUser with(UserState changed) {
        return new StoredUser(changed, outcomes, spilledTo);
    }

    StoredUser with(OutcomeBlock changed) {
        return new StoredUser(state, changed, spilledTo);
    }

    /** Without outcomes before this time, microseconds, which nothing can need any more. */
    StoredUser withoutOutcomesBefore(long time) {
        OutcomeBlock kept = outcomes.from(time);
        boolean spilledGone = spilledTo != NOTHING_SPILLED && spilledTo < time;
        return kept.equals(outcomes) && !spilledGone
                ? this
                : new StoredUser(state, kept, spilledGone ? NOTHING_SPILLED : spilledTo);
    }

    /** Whether any outcome may be in the buffer store at or after this time. */
    boolean hasSpilledFrom(long time) {
        return spilledTo != NOTHING_SPILLED && time <= spilledTo;
    }

    /**
     * Whether forgetting it changes nothing, given that no record appended before {@code millis} is still to come.
     */
    boolean isForgettable(long millis) {
        return outcomes.isEmpty() && spilledTo == NOTHING_SPILLED && state.isForgettable(millis);
    }

    /** Whether nothing is known. */
    boolean isNone() {
        return outcomes.isEmpty() && state.units().isEmpty() && equals(NONE);
    }
}
