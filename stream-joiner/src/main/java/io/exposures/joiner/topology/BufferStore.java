package io.exposures.joiner.topology;

import io.exposures.joiner.join.BufferedOutcome;
import io.exposures.joiner.join.StoredMap;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Outcomes within the horizon of users who have many, by user and time; {@link UserOutcomes} says which. */
final class BufferStore {

    private final KeyValueStore<Bytes, byte[]> store;

    BufferStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Nullable
    BufferedOutcome find(String userid, long time, String eventId) {
        byte[] value = store.get(new BufferKey(userid, time, eventId).toBytes());
        return value == null ? null : decode(time, eventId, value);
    }

    List<BufferedOutcome> range(String userid, long from, long to) {
        return range(store, userid, from, to);
    }

    /** A user's entries at or after {@code from} and before {@code to}, microseconds, in any store of outcomes. */
    static List<BufferedOutcome> range(ReadOnlyKeyValueStore<Bytes, byte[]> store, String userid, long from, long to) {
        List<BufferedOutcome> found = new ArrayList<>();
        // No key equals the upper bound: ids are never empty.
        try (KeyValueIterator<Bytes, byte[]> entries =
                store.range(BufferKey.lowest(userid, from), BufferKey.lowest(userid, to))) {
            entries.forEachRemaining(entry -> {
                BufferKey key = BufferKey.parse(entry.key);
                found.add(decode(key.time(), key.eventId(), entry.value));
            });
        }
        return found;
    }

    void put(String userid, BufferedOutcome outcome) {
        store.put(new BufferKey(userid, outcome.time(), outcome.eventId()).toBytes(), encode(outcome));
    }

    static byte[] encode(BufferedOutcome outcome) {
        StateWriter out = new StateWriter().number(outcome.fate().code()).number(outcome.offset());
        if (outcome.fate() != BufferedOutcome.Fate.LIVE) {
            return out.toBytes();
        }
        BufferedOutcome.Content content = outcome.content();
        boolean sameName = content.metric().equals(content.event());
        return out.text(content.event())
                .text(sameName ? "" : content.metric())
                .real(content.value())
                .bytes(content.extraData().bytes())
                .toBytes();
    }

    static BufferedOutcome decode(long time, String eventId, byte[] value) {
        StateReader in = new StateReader(value);
        BufferedOutcome.Fate fate = BufferedOutcome.Fate.of(in.size());
        long offset = in.number();
        if (fate != BufferedOutcome.Fate.LIVE) {
            return BufferedOutcome.retracted(time, eventId, fate, offset);
        }
        String event = in.text();
        String metric = in.text();
        var content = new BufferedOutcome.Content(
                event, metric.isEmpty() ? event : metric, in.real(), StoredMap.of(in.bytes()));
        return new BufferedOutcome(time, eventId, fate, content, offset);
    }
}
