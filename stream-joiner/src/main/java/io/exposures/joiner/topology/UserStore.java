package io.exposures.joiner.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
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
 * The users of a partition. Those used since the last commit are in memory as objects, those used before that in their
 * stored form. Who has changed is written to the changelogged store below once a commit, in one batch, by the same hook
 * as {@link PartitionStore}; so the store below is always at a commit, or a little further. Confined to the stream
 * thread, but for {@link #committed}.
 *
 * <p>Objects live no longer than to the next commit because there are two dozen for each user: kept for all, they cost the
 * garbage collector more than it costs to make them again.
 */
final class UserStore implements StateStore, CachedStateStore<Bytes, byte[]> {

    private final KeyValueStore<Bytes, byte[]> store;
    private final CacheBudget budget;
    private final int mostRecent;
    private final UserStateCodec codec = new UserStateCodec();
    private final Map<String, Recent> recent = new HashMap<>();
    private final ByteCache cache;
    private @Nullable Recent last;
    private boolean sharing;
    private long writes;

    /** A user that was used since the last commit. */
    private static final class Recent {
        private final String userid;
        private final int storedBytes;
        private StoredUser user;
        private boolean changed;

        Recent(String userid, StoredUser user, int storedBytes) {
            this.userid = userid;
            this.user = user;
            this.storedBytes = storedBytes;
        }
    }

    /**
     * A store of users.
     *
     * @param store where they are written
     * @param budget how many chunks of stored forms are kept in memory
     * @param chunkSize bytes of a chunk
     * @param mostRecent how many users may be objects at a time; with more, those that have changed are written at once
     */
    UserStore(KeyValueStore<Bytes, byte[]> store, CacheBudget budget, int chunkSize, int mostRecent) {
        this.store = store;
        this.budget = budget;
        this.cache = new ByteCache(budget, chunkSize);
        this.mostRecent = mostRecent;
    }

    /** Begins with what is stored; called when the store has been restored and before the first record. */
    void load() {
        clearCache();
        if (!sharing) {
            sharing = true;
            budget.join();
        }
    }

    /** The user; {@link StoredUser#NONE} when nothing is known. */
    StoredUser get(String userid) {
        return recent(userid).user;
    }

    /** Replaces the user; {@link StoredUser#NONE} forgets it. */
    void put(String userid, StoredUser user) {
        Recent changed = recent(userid);
        changed.user = user;
        changed.changed = true;
    }

    private Recent recent(String userid) {
        if (last != null && last.userid.equals(userid)) {
            return last;
        }
        Recent found = recent.get(userid);
        if (found == null) {
            if (recent.size() >= mostRecent) {
                flushCache();
            }
            found = read(userid);
            recent.put(userid, found);
        }
        last = found;
        return found;
    }

    private Recent read(String userid) {
        Bytes key = key(userid);
        ByteBuffer remembered = cache.get(key.get());
        if (remembered != null) {
            int size = remembered.remaining();
            StoredUser user = size > 0 ? codec.decode(userid, remembered) : StoredUser.NONE;
            return new Recent(userid, user, size);
        }
        byte[] stored = stored(key);
        cache.put(key.get(), stored);
        return stored == null
                ? new Recent(userid, StoredUser.NONE, 0)
                : new Recent(userid, codec.decode(userid, ByteBuffer.wrap(stored)), stored.length);
    }

    private byte @Nullable [] stored(Bytes key) {
        return LargeValues.whole(store, key, store.get(key));
    }

    /**
     * Walks through the users that are stored, from a place on; each as it is now. Users that were never written are not
     * met.
     *
     * @param from where to begin; null for the beginning
     * @param steps how many at most
     * @param visitor takes userid and user, and may replace or forget this user
     * @return where to go on; null at the end
     */
    @Nullable
    Bytes walk(@Nullable Bytes from, int steps, BiConsumer<String, StoredUser> visitor) {
        long writesBefore = writes;
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, LargeValues.PIECES)) {
            for (int left = steps; entries.hasNext() && left > 0; left--) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                String userid = userid(entry.key);
                Recent known = recent.get(userid);
                if (known == null && writes == writesBefore) {
                    visitor.accept(userid, codec.decode(userid, whole(entry)));
                } else {
                    // The entries show what was stored when the walk began; the visitor may have had users written
                    // since.
                    visitor.accept(userid, get(userid));
                }
            }
            return entries.hasNext() ? entries.peekNextKey() : null;
        }
    }

    private ByteBuffer whole(KeyValue<Bytes, byte[]> entry) {
        return ByteBuffer.wrap(LargeValues.whole(store, entry.key, entry.value));
    }

    /** About how many users are stored. */
    long approximateSize() {
        return store.approximateNumEntries();
    }

    /** Everybody, as of now, in the stored form; to be closed by the caller, who may be another thread. */
    KeyValueIterator<Bytes, byte[]> all() {
        flushCache();
        return new Whole(store.range(null, LargeValues.PIECES));
    }

    /** Entries with whole values. */
    private final class Whole implements KeyValueIterator<Bytes, byte[]> {

        private final KeyValueIterator<Bytes, byte[]> entries;

        Whole(KeyValueIterator<Bytes, byte[]> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            KeyValue<Bytes, byte[]> entry = entries.next();
            return KeyValue.pair(entry.key, LargeValues.whole(store, entry.key, entry.value));
        }

        @Override
        public Bytes peekNextKey() {
            return entries.peekNextKey();
        }

        @Override
        public void close() {
            entries.close();
        }
    }

    /** The user as of the newest commit, or a little later; for any thread. */
    StoredUser committed(String userid) {
        byte[] bytes = stored(key(userid));
        return bytes == null ? StoredUser.NONE : new UserStateCodec().decode(userid, ByteBuffer.wrap(bytes));
    }

    /** Writes who has changed, each once. */
    @Override
    public void flushCache() {
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>(recent.size());
        for (Recent user : recent.values()) {
            if (user.changed) {
                write(user, entries);
            }
        }
        recent.clear();
        last = null;
        if (!entries.isEmpty()) {
            writes++;
            store.putAll(entries);
        }
    }

    private void write(Recent changed, List<KeyValue<Bytes, byte[]>> entries) {
        Bytes key = key(changed.userid);
        byte[] stored = changed.user.isNone() ? null : codec.encode(changed.userid, changed.user);
        cache.put(key.get(), stored);
        LargeValues.replace(entries, key, changed.storedBytes, stored);
    }

    @Override
    public void clearCache() {
        cache.clear();
        recent.clear();
        last = null;
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
        if (sharing) {
            sharing = false;
            budget.leave();
        }
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

    static String userid(Bytes key) {
        return new String(key.get(), StandardCharsets.UTF_8);
    }

    private static Bytes key(String userid) {
        return Bytes.wrap(userid.getBytes(StandardCharsets.UTF_8));
    }
}
