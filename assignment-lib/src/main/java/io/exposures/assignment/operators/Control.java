package io.exposures.assignment.operators;

/** Operators that decide themselves which of their arguments are evaluated, and when. */
public enum Control {
    /** A value as it stands. */
    LITERAL,
    /** Value of a variable or an input. */
    GET,
    /** Gives a variable a value. */
    SET,
    /** Statements, one after the other. */
    SEQUENCE,
    /** Ends the script and says whether the unit is in the experiment. */
    RETURN,
    /** A list of evaluated elements. */
    ARRAY,
    /** The first value that is not null. */
    COALESCE,
    /** Whether all values are true. */
    AND,
    /** Whether one value is true. */
    OR,
    /** The consequence of the first condition that is true. */
    CONDITIONAL
}
