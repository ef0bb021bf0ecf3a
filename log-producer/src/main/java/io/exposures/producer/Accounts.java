package io.exposures.producer;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts every record handed in, and what became of it. */
final class Accounts {

    private final Map<RecordKind, LongAdder> handedIn = each(RecordKind.class, LongAdder::new);
    private final Map<RecordKind, LongAdder> delivered = each(RecordKind.class, LongAdder::new);
    private final Map<RecordKind, Map<DropReason, LongAdder>> dropped =
            each(RecordKind.class, () -> each(DropReason.class, LongAdder::new));

    private static <K extends Enum<K>, V> Map<K, V> each(Class<K> keys, Supplier<V> value) {
        Map<K, V> each = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            each.put(key, value.get());
        }
        return each;
    }

    void handedIn(RecordKind kind) {
        handedIn.get(kind).increment();
    }

    void delivered(RecordKind kind, long records) {
        delivered.get(kind).add(records);
    }

    void dropped(RecordKind kind, DropReason reason) {
        dropped.get(kind).get(reason).increment();
    }

    long handedInOf(RecordKind kind) {
        return handedIn.get(kind).sum();
    }

    long deliveredOf(RecordKind kind) {
        return delivered.get(kind).sum();
    }

    long droppedOf(RecordKind kind, DropReason reason) {
        return dropped.get(kind).get(reason).sum();
    }
}
