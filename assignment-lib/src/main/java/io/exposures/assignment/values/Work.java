package io.exposures.assignment.values;

import io.exposures.assignment.AssignmentException;

/**
 * How much an evaluation may still do: one unit is an operator's call, a value of a list that is read, or 64 bytes that are
 * hashed.
 */
public final class Work {
    private final long most;
    private long left;

    /** At most so many units. */
    public Work(long most) {
        this.most = most;
        this.left = most;
    }

    /** Does so many units. */
    public void spend(long units) {
        left -= units;
        if (left < 0) {
            throw new AssignmentException("the script does more than " + most + " operations");
        }
    }
}
