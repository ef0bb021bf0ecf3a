package io.exposures.assignment.script;

import org.jspecify.annotations.Nullable;

/** Part of a compiled script: immutable, so that any number of threads can evaluate it at once. */
abstract class Expression {

    abstract @Nullable Object evaluate(Evaluation evaluation);

    /** The value if it is the same in each evaluation and cannot be changed by one; else {@link Evaluation#VARIES}. */
    @Nullable
    Object constant() {
        return Evaluation.VARIES;
    }
}
