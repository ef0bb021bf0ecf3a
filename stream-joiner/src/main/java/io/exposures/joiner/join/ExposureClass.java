package io.exposures.joiner.join;

/** Where a record of the exposures topic stands in the ledger. */
public enum ExposureClass {
    /** The first of its unit. */
    FIRST,
    /** Another of a unit that was seen before. */
    REPEAT,
    /** Older than the horizon allows. */
    LATE,
    /** Ahead of the broker's clock by more than is tolerated. */
    FUTURE,
    /** Not a valid exposure. */
    UNDECODABLE,
    /** Beyond what one user may bring in an hour. */
    CAPPED,
    /** Of a user that was erased. */
    ERASED,
    /** Written only to move the clock. */
    HEARTBEAT;

    /** Whether records of this class are not accepted and go to the rejected topic. */
    public boolean isRefused() {
        return this == LATE || this == FUTURE || this == UNDECODABLE || this == CAPPED || this == ERASED;
    }
}
