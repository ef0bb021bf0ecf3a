package io.exposures.schemas.serde;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map of limited size whose entries may expire; the entry that was used least recently makes room. Safe for several
 * threads. Records do not come here: serializers and deserializers keep what they use.
 */
final class BoundedCache<K, V> {

    /** A lifetime that does not end. */
    static final Duration FOR_EVER = Duration.ofDays(36_500);

    private record Entry<V>(V value, Deadline expiry) {}

    private final int capacity;
    private final Duration lifetime;
    private final Ticker ticker;
    private final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

    BoundedCache(int capacity, Duration lifetime, Ticker ticker) {
        this.capacity = capacity;
        this.lifetime = lifetime;
        this.ticker = ticker;
    }

    synchronized @Nullable V get(K key) {
        Entry<V> entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        if (entry.expiry().passed()) {
            entries.remove(key);
            return null;
        }
        return entry.value();
    }

    synchronized void put(K key, V value) {
        entries.put(key, new Entry<>(value, Deadline.in(lifetime, ticker)));
        if (entries.size() > capacity) {
            Map.Entry<K, Entry<V>> eldest = entries.entrySet().iterator().next();
            entries.remove(eldest.getKey());
        }
    }
}
