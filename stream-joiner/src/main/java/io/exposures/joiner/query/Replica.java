package io.exposures.joiner.query;

/** Which copy of a partition's state answers. */
public enum Replica {
    /** The one that is written to: nothing is newer. */
    ACTIVE,
    /** One that follows its changelogs, and may lag. */
    STANDBY
}
