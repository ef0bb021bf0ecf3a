package io.exposures.joiner.topology;

import io.exposures.joiner.topology.StoreOperations.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/** A store of bytes whose operations are counted. */
final class CountedStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]>
        implements KeyValueStore<Bytes, byte[]> {

    private final LongAdder gets;
    private final LongAdder puts;
    private final LongAdder deletes;
    private final LongAdder ranges;

    CountedStore(KeyValueStore<Bytes, byte[]> store, StoreOperations operations) {
        super(store);
        Map<Kind, LongAdder> counters = operations.of(store.name());
        gets = Objects.requireNonNull(counters.get(Kind.GET));
        puts = Objects.requireNonNull(counters.get(Kind.PUT));
        deletes = Objects.requireNonNull(counters.get(Kind.DELETE));
        ranges = Objects.requireNonNull(counters.get(Kind.RANGE));
    }

    /**
     * Stores whose operations are counted.
     *
     * @param supplier gives the stores
     * @param operations where they are counted
     */
    record Supplier(KeyValueBytesStoreSupplier supplier, StoreOperations operations)
            implements KeyValueBytesStoreSupplier {

        @Override
        public String name() {
            return supplier.name();
        }

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new CountedStore(supplier.get(), operations);
        }

        @Override
        public String metricsScope() {
            return supplier.metricsScope();
        }
    }

    private void countWrite(byte @Nullable [] value) {
        (value == null ? deletes : puts).increment();
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        gets.increment();
        return wrapped().get(key);
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        countWrite(value);
        wrapped().put(key, value);
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte @Nullable [] value) {
        gets.increment();
        countWrite(value);
        return wrapped().putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> countWrite(entry.value));
        wrapped().putAll(entries);
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        gets.increment();
        deletes.increment();
        return wrapped().delete(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        ranges.increment();
        return wrapped().range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseRange(@Nullable Bytes from, @Nullable Bytes to) {
        ranges.increment();
        return wrapped().reverseRange(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        ranges.increment();
        return wrapped().all();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseAll() {
        ranges.increment();
        return wrapped().reverseAll();
    }

    @Override
    public <P extends Serializer<Q>, Q> KeyValueIterator<Bytes, byte[]> prefixScan(Q prefix, P serializer) {
        ranges.increment();
        return wrapped().prefixScan(prefix, serializer);
    }

    @Override
    public long approximateNumEntries() {
        return wrapped().approximateNumEntries();
    }
}
