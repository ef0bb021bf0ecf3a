package io.exposures.producer;

/** What to do with a record when its share of the buffer is full. */
public enum FullPolicy {
    /** Drop the record that is being handed in; the caller returns at once. */
    DROP_NEWEST,
    /** Drop the records that have waited longest, as many as needed; the caller returns at once. */
    DROP_OLDEST,
    /** Let the caller wait for room, at most for the configured time, then drop the record it hands in. */
    WAIT
}
