package io.exposures.assignment.operators;

import org.jspecify.annotations.Nullable;

/** What an operator does with its arguments, all of which have been evaluated. It must be a pure function of them. */
@FunctionalInterface
public interface Operator {

    /**
     * Computes the result: null, boolean, long, double, string, list or map.
     *
     * @param arguments valid during this call only
     * @throws io.exposures.assignment.AssignmentException if an argument is missing or not what the operator expects
     */
    @Nullable
    Object execute(Arguments arguments);
}
