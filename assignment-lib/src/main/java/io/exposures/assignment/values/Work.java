package io.exposures.assignment.values;

/**
 * How much an evaluation may still do: one unit is an operator's call, a value of a list that is read, or 64 bytes that are
 * hashed.
 */
@FunctionalInterface
public interface Work {

    /**
     * Does so many units.
     *
     * @throws io.exposures.assignment.AssignmentException if that is more than is left
     */
    void spend(long units);
}
