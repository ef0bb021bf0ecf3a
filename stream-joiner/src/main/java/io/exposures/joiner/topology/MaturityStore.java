package io.exposures.joiner.topology;

import io.exposures.joiner.join.Matured;
import io.exposures.joiner.join.MaturityQueue;
import io.exposures.joiner.join.WindowEnd;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * The ends of windows by spans of sixteen seconds. Most units that are first exposed between two commits end in a few
 * spans, and a commit writes one entry for each span that it touches, by the same hook as {@link PartitionStore}. A span
 * is put in order when its time has come. Confined to the stream thread.
 *
 * <p>The key is the span's number and the position in the exposures' log, so that no entry replaces another; the value
 * is the places of the ends, each after its length.
 */
final class MaturityStore implements MaturityQueue, StateStore, CachedStateStore<Bytes, byte[]> {

    /** About sixteen seconds in microseconds. */
    private static final int SPAN_BITS = 24;

    private static final Comparator<WindowEnd> ORDER =
            Comparator.comparingLong(WindowEnd::time).thenComparing(WindowEnd::place, Arrays::compareUnsigned);

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<Long, StateWriter> added = new TreeMap<>();
    private LongSupplier position = () -> 0;
    private long clearedBefore = Long.MIN_VALUE;

    MaturityStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /**
     * Begins with what is stored.
     *
     * @param exposuresPosition where the reading of the exposures' log stands; goes on between any two commits that
     *     bring an end
     */
    void load(LongSupplier exposuresPosition) {
        clearCache();
        clearedBefore = Long.MIN_VALUE;
        position = exposuresPosition;
    }

    @Override
    public void add(WindowEnd end) {
        added.computeIfAbsent(span(end.time()), span -> new StateWriter()).bytes(end.place());
    }

    @Override
    public List<WindowEnd> next(Matured from, long to, int limit) {
        flushCache();
        List<WindowEnd> ends = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(key(span(from.time()), Long.MIN_VALUE), null)) {
            while (entries.hasNext() && ends.size() < limit && span(entries.peekNextKey()) <= span(to)) {
                ends.addAll(readSpan(entries, from, to));
            }
        }
        return ends.size() <= limit ? ends : ends.subList(0, limit);
    }

    private static Collection<WindowEnd> readSpan(KeyValueIterator<Bytes, byte[]> entries, Matured from, long to) {
        long span = span(entries.peekNextKey());
        Collection<WindowEnd> ends = new TreeSet<>(ORDER);
        while (entries.hasNext() && span(entries.peekNextKey()) == span) {
            StateReader in = new StateReader(entries.next().value);
            while (in.hasMore()) {
                WindowEnd end = WindowEnd.at(in.bytes());
                if (end.time() <= to && !from.includes(end)) {
                    ends.add(end);
                }
            }
        }
        return ends;
    }

    @Override
    public void forget(Matured matured) {
        long span = span(matured.time());
        if (matured.isNone() || span == clearedBefore) {
            return;
        }
        List<Bytes> ended = new ArrayList<>();
        Bytes from = clearedBefore == Long.MIN_VALUE ? null : key(clearedBefore, Long.MIN_VALUE);
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, key(span, Long.MIN_VALUE))) {
            entries.forEachRemaining(entry -> ended.add(entry.key));
        }
        ended.forEach(store::delete);
        clearedBefore = span;
    }

    private static long span(long time) {
        return time >> SPAN_BITS;
    }

    private static long span(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong() ^ Long.MIN_VALUE;
    }

    private static Bytes key(long span, long position) {
        return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(span ^ Long.MIN_VALUE)
                .putLong(position ^ Long.MIN_VALUE)
                .array());
    }

    @Override
    public void flushCache() {
        if (!added.isEmpty()) {
            List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>(added.size());
            long now = position.getAsLong();
            added.forEach((span, ends) -> entries.add(KeyValue.pair(key(span, now), ends.toBytes())));
            store.putAll(entries);
            added.clear();
        }
    }

    @Override
    public void clearCache() {
        added.clear();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        store.init(context, root);
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        store.commit(changelogOffsets);
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return store.committedOffset(partition);
    }

    /** Kafka Streams goes by it until all stores manage their offsets. */
    @Override
    @SuppressWarnings("deprecation")
    public boolean managesOffsets() {
        return store.managesOffsets();
    }

    @Override
    public void close() {
        clearCache();
        store.close();
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean isOpen() {
        return store.isOpen();
    }
}
