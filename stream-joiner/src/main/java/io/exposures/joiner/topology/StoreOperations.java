package io.exposures.joiner.topology;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often the stores of this process were asked, by store and kind: what the join costs beside its own arithmetic.
 * Restoring is not counted. Thread-safe.
 */
public final class StoreOperations {

    private final ConcurrentMap<String, Map<Kind, LongAdder>> byStore = new ConcurrentHashMap<>();

    /** No operations yet. */
    public StoreOperations() {}

    /** What a store is asked for. */
    public enum Kind {
        /** The value of one key. */
        GET,
        /** To keep the value of one key, alone or in a batch. */
        PUT,
        /** To forget a key, alone or in a batch. */
        DELETE,
        /** Keys in order, however many. */
        RANGE
    }

    Map<Kind, LongAdder> of(String store) {
        return byStore.computeIfAbsent(store, name -> counters());
    }

    private static Map<Kind, LongAdder> counters() {
        Map<Kind, LongAdder> counters = new EnumMap<>(Kind.class);
        Arrays.stream(Kind.values()).forEach(kind -> counters.put(kind, new LongAdder()));
        return counters;
    }

    /**
     * Operations so far.
     *
     * @param store name of the store
     * @param kind what it was asked for
     */
    public long count(String store, Kind kind) {
        LongAdder counter = of(store).get(kind);
        return counter == null ? 0 : counter.sum();
    }
}
