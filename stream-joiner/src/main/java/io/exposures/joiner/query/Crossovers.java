package io.exposures.joiner.query;

/** What to do with units that were seen with more than one arm: two reads of the same state. */
public enum Crossovers {
    /** Leave them out of the statistics. */
    EXCLUDE,
    /** Count them for the arm of their first exposure. */
    FIRST_SEEN
}
