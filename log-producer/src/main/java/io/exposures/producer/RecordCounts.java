package io.exposures.producer;

import java.util.Map;

/**
 * What became of the records of one kind. Once nothing is being handed in, {@code handedIn} equals {@code delivered} plus
 * everything in {@code dropped} plus {@code waiting}, exactly.
 *
 * @param handedIn calls of the loggers
 * @param delivered records that Kafka acknowledged
 * @param dropped records that were dropped, by reason; reasons without any are left out
 * @param waiting records in the buffer, or given to Kafka and not acknowledged
 */
public record RecordCounts(long handedIn, long delivered, Map<DropReason, Long> dropped, long waiting) {

    public RecordCounts {
        dropped = Map.copyOf(dropped);
    }

    /** Records dropped, for whatever reason. */
    public long droppedInAll() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
