package io.exposures.joiner.topology;

import io.exposures.joiner.join.Matured;
import io.exposures.joiner.join.MaturityQueue;
import io.exposures.joiner.join.WindowEnd;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The ends of the windows of units that are not matured yet, in order of their places. */
final class MaturityStore implements MaturityQueue {

    private static final byte[] NOTHING = {};

    private final KeyValueStore<Bytes, byte[]> store;

    MaturityStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public void add(WindowEnd end) {
        store.put(Bytes.wrap(end.place()), NOTHING);
    }

    @Override
    public void remove(WindowEnd end) {
        store.delete(Bytes.wrap(end.place()));
    }

    /** Starts where maturing has come to, so that it does not walk over what has been removed. */
    @Override
    public List<WindowEnd> next(Matured from, long to, int limit) {
        List<WindowEnd> ends = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(Bytes.wrap(from.place()), null)) {
            while (ends.size() < limit && entries.hasNext()) {
                WindowEnd end = WindowEnd.at(entries.next().key.get());
                if (end.time() > to) {
                    break;
                }
                ends.add(end);
            }
        }
        return ends;
    }
}
