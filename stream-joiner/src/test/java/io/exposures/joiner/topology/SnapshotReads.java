package io.exposures.joiner.topology;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** A store in memory whose iterators show what was there when they were opened, as those of RocksDB do. */
final class SnapshotReads {

    private SnapshotReads() {}

    @SuppressWarnings("unchecked")
    static KeyValueStore<Bytes, byte[]> store(String name) {
        KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore(name).get();
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                SnapshotReads.class.getClassLoader(),
                new Class<?>[] {KeyValueStore.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(store, arguments);
                        return result instanceof KeyValueIterator<?, ?> live
                                ? new Taken((KeyValueIterator<Bytes, byte[]>) live)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** What was read at once. */
    private static final class Taken implements KeyValueIterator<Bytes, byte[]> {

        private final List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
        private int next;

        Taken(KeyValueIterator<Bytes, byte[]> live) {
            try (live) {
                live.forEachRemaining(entries::add);
            }
        }

        @Override
        public boolean hasNext() {
            return next < entries.size();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            return entries.get(next++);
        }

        @Override
        public Bytes peekNextKey() {
            return entries.get(next).key;
        }

        @Override
        public void close() {
            // There is nothing open.
        }
    }
}
