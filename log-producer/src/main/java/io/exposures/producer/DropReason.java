package io.exposures.producer;

import java.util.Locale;

/** Why a record that was handed in did not, or may not, reach Kafka. */
public enum DropReason {
    /** The argument cannot be published: null, no userid, a value that is not finite, a time out of range. */
    INVALID,
    /** The record alone is larger than the configured maximum, or than Kafka accepts. */
    TOO_LARGE,
    /** Its share of the buffer was full. */
    BUFFER_FULL,
    /** It waited longest when the buffer was full and the policy was to drop the oldest. */
    DISPLACED,
    /** It was handed in after the client was closed. */
    CLOSED,
    /** It still waited when the time to close had run out; it was never given to Kafka. */
    UNSENT_AT_CLOSE,
    /** It was given to Kafka, which had not answered when the time to close had run out: it may have arrived. */
    UNACKNOWLEDGED_AT_CLOSE,
    /** The registry refuses the schema of records of its kind. */
    SCHEMA_REFUSED,
    /** The serializer does not accept this record. */
    NOT_SERIALIZABLE,
    /** The broker refused this record for good. */
    REFUSED_BY_BROKER,
    /**
     * It was in an overflow file that turned out to be corrupt. When nothing in a file can be read, nobody knows how many
     * records it held: then it is reported with a count of 0, from the file's last change until it was found.
     */
    DISK_CORRUPT,
    /**
     * An earlier run on this host was killed. Reported with a count of 0: how many records it had in memory nobody knows,
     * but not more than its buffer holds, all from between its start and this one's.
     */
    UNCLEAN_STOP,
    /** A defect or an exhausted resource, such as memory, in the client itself. */
    INTERNAL_ERROR;

    /** Whether records are dropped for this reason when they are handed in, rather than later. */
    boolean isAtHandIn() {
        return switch (this) {
            case INVALID, TOO_LARGE, BUFFER_FULL, CLOSED -> true;
            default -> false;
        };
    }

    /** The reason as it appears in loss reports, metrics and logs, for example {@code buffer_full}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
