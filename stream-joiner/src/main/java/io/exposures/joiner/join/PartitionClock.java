package io.exposures.joiner.join;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The clock of one partition: the lesser of the newest append times seen in its two input topics.
 *
 * <p>Nothing else moves time. A maximum over the topics, stream time or wall time would each let the topic that was read
 * ahead close what the other one still needs.
 *
 * @param newestExposure newest append time in the exposures' partition, milliseconds; {@link #UNKNOWN} before the first
 * @param newestOutcome newest append time in the outcomes' partition, milliseconds; {@link #UNKNOWN} before the first
 */
public record PartitionClock(long newestExposure, long newestOutcome) {

    /** No record has been seen. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** A clock that has seen nothing. */
    public static final PartitionClock START = new PartitionClock(UNKNOWN, UNKNOWN);

    /** Append times of one partition may step back by about this much when its leader changes. */
    private static final long SKEW_MILLIS = Duration.ofMinutes(1).toMillis();

    /** The clock after an exposure appended at {@code millis}. */
    public PartitionClock exposureAt(long millis) {
        return millis > newestExposure ? new PartitionClock(millis, newestOutcome) : this;
    }

    /** The clock after an outcome appended at {@code millis}. */
    public PartitionClock outcomeAt(long millis) {
        return millis > newestOutcome ? new PartitionClock(newestExposure, millis) : this;
    }

    /** The time, milliseconds since the epoch; empty until both topics have been seen. */
    public OptionalLong millis() {
        long least = Math.min(newestExposure, newestOutcome);
        return least == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(least);
    }

    /** The time before which no record is appended any more, milliseconds; empty until both topics have been seen. */
    public OptionalLong settledMillis() {
        OptionalLong now = millis();
        return now.isPresent() ? OptionalLong.of(now.getAsLong() - SKEW_MILLIS) : now;
    }

    /**
     * Finality, milliseconds since the epoch: outcomes with an earlier event time can neither come nor be needed any
     * more; empty until both topics have been seen.
     */
    public OptionalLong finalBefore(Duration horizon) {
        OptionalLong settled = settledMillis();
        return settled.isPresent() ? OptionalLong.of(settled.getAsLong() - horizon.toMillis()) : settled;
    }
}
