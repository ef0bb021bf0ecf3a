package io.exposures.producer;

import java.util.Map;

/**
 * What became of the records of one kind. Once nothing is being handed in, {@code handedIn + recovered} equals
 * {@code suppressed + delivered + droppedInAll() + waiting}, exactly.
 *
 * @param handedIn calls of the loggers
 * @param recovered records that an earlier run had left on disk
 * @param suppressed exposures that were not sent because the same was sent shortly before
 * @param delivered records that Kafka acknowledged
 * @param dropped records that were dropped, by reason; reasons without any are left out
 * @param waiting records in memory, on disk, or given to Kafka and not acknowledged
 */
public record RecordCounts(
        long handedIn, long recovered, long suppressed, long delivered, Map<DropReason, Long> dropped, long waiting) {

    public RecordCounts {
        dropped = Map.copyOf(dropped);
    }

    /** Records dropped, for whatever reason. */
    public long droppedInAll() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Records dropped for one reason. */
    public long dropped(DropReason reason) {
        return dropped.getOrDefault(reason, 0L);
    }
}
