package io.exposures.producer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Losses that were not reported yet: how many records and over what time, by kind, reason and experiment. Adding never
 * waits for another thread; every loss is drained exactly once.
 */
final class LossTable {

    /** More keys than this are put together under {@link #OTHER}, so that names made up by a caller cannot fill memory. */
    static final int MOST_KEYS = 1000;

    static final String OTHER = "(other experiments)";

    /**
     * What losses are told apart by.
     *
     * @param kind kind of the records
     * @param reason why they were dropped
     * @param experiment name of their experiment; null for outcomes outside one, or when it is not known
     */
    record Key(RecordKind kind, DropReason reason, @Nullable String experiment) {

        private static final int LONGEST_NAME = 256;

        Key {
            if (experiment != null && experiment.length() > LONGEST_NAME) {
                experiment = experiment.substring(0, LONGEST_NAME);
            }
        }
    }

    /**
     * Losses of one key.
     *
     * @param count records lost
     * @param first least event time among them, in microseconds since 1970
     * @param last greatest event time among them, in microseconds since 1970
     */
    record Tally(long count, long first, long last) {

        Tally plus(Tally other) {
            return new Tally(count + other.count, Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    private final Map<Key, AtomicReference<@Nullable Tally>> tallies = new ConcurrentHashMap<>();

    void add(Key key, long count, long time) {
        add(key, new Tally(count, time, time));
    }

    void add(Key key, Tally losses) {
        cell(key).accumulateAndGet(losses, (sum, more) -> sum == null ? more : more == null ? sum : sum.plus(more));
    }

    private AtomicReference<@Nullable Tally> cell(Key key) {
        AtomicReference<@Nullable Tally> cell = tallies.get(key);
        if (cell != null) {
            return cell;
        }
        boolean full = tallies.size() >= MOST_KEYS && key.experiment() != null;
        Key used = full ? new Key(key.kind(), key.reason(), OTHER) : key;
        return tallies.computeIfAbsent(used, any -> new AtomicReference<>());
    }

    boolean isEmpty() {
        return tallies.values().stream().allMatch(cell -> cell.get() == null);
    }

    /** Takes out all losses. */
    Map<Key, Tally> drain() {
        Map<Key, Tally> drained = new HashMap<>();
        tallies.forEach((key, cell) -> {
            Tally tally = cell.getAndSet(null);
            if (tally != null) {
                drained.put(key, tally);
            }
        });
        return drained;
    }
}
