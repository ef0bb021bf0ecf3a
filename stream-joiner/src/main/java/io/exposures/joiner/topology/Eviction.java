package io.exposures.joiner.topology;

import io.exposures.joiner.join.PartitionClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Removes from the buffer store outcomes that no accepted record can need any more, a few at a time: a cursor walks
 * through it again and again, at a pace that passes each entry a few times a horizon. Nobody sees whether an outcome that
 * may go has gone, so the pace decides only how much is kept.
 */
final class Eviction {

    /** Outcomes stay an hour longer than they must: then the hourly quotas of their user have ended as well. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final int PASSES_PER_HORIZON = 4;
    private static final int LEAST_STEPS = 200;
    private static final int MOST_STEPS = 20_000;

    private final KeyValueStore<Bytes, byte[]> buffer;
    private final StoredPartition state;
    private final Duration horizon;
    private final Duration interval;
    private @Nullable Bytes cursor;

    Eviction(KeyValueStore<Bytes, byte[]> buffer, StoredPartition state, Duration horizon, Duration interval) {
        this.buffer = buffer;
        this.state = state;
        this.horizon = horizon;
        this.interval = interval;
    }

    /** Walks on a little. */
    void sweep(PartitionClock clock) {
        OptionalLong finality = clock.finalBefore(horizon);
        if (finality.isEmpty()) {
            return;
        }
        long before = needless(finality.getAsLong() * 1000);
        state.letGoOutcomesBefore(before);
        walk(before).forEach(key -> buffer.delete(key.toBytes()));
    }

    /** Before which event time outcomes may go, microseconds, when everything before {@code finality} is final. */
    static long needless(long finality) {
        return finality - GRACE.toMillis() * 1000;
    }

    private List<BufferKey> walk(long before) {
        List<BufferKey> ended = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = buffer.range(cursor, null)) {
            int steps = steps();
            while (entries.hasNext() && steps-- > 0) {
                BufferKey key = BufferKey.parse(entries.next().key);
                if (key.time() < before) {
                    ended.add(key);
                }
            }
            cursor = entries.hasNext() ? entries.peekNextKey() : null;
        }
        return ended;
    }

    private int steps() {
        double passesPerInterval = PASSES_PER_HORIZON * (double) interval.toMillis() / horizon.toMillis();
        double steps = Math.ceil(buffer.approximateNumEntries() * passesPerInterval);
        return (int) Math.min(MOST_STEPS, Math.max(LEAST_STEPS, steps));
    }
}
