package io.exposures.joiner.join;

/** Where a record of the outcomes topic stands in the ledger. */
public enum OutcomeClass {
    /** Credited to at least one unit. */
    JOINED,
    /** In no unit's window. */
    UNEXPOSED,
    /** A copy of a record that came before. */
    DUPLICATE,
    /** Takes an outcome back. */
    RETRACTION,
    /** An outcome that was taken back. */
    RETRACTED,
    /** Older than the horizon allows. */
    LATE,
    /** Ahead of the broker's clock by more than is tolerated. */
    FUTURE,
    /** Not a valid outcome. */
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
