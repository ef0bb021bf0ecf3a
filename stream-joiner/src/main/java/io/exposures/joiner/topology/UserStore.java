package io.exposures.joiner.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
 * The users of a partition. Those used last are in memory in their stored form, and those used since the last commit as
 * objects too. Who has changed is written to the changelogged store below once a commit, in one batch, by the same hook
 * as {@link PartitionStore}; so the store below is always at a commit, or a little further. Confined to the stream
 * thread, but for {@link #committed}.
 *
 * <p>Objects live no longer than to the next commit because there are two dozen for each user: kept for all, they cost the
 * garbage collector more than it costs to make them again.
 *
 * <p>When there is no room, users go in the order in which they came, but each that was used since then gets a second
 * chance: nearly as good as to remember who was used when, and a hit touches nothing but the user. Should one that goes
 * have changed, everything is written first.
 */
final class UserStore implements StateStore, CachedStateStore<Bytes, byte[]> {

    private final KeyValueStore<Bytes, byte[]> store;
    private final CacheBudget budget;
    private final UserStateCodec codec = new UserStateCodec();
    private final Map<String, Cached> cache = new LinkedHashMap<>();
    private final List<Cached> decoded = new ArrayList<>();
    private @Nullable Cached last;
    private boolean sharing;

    /** A user in memory: as written last, and as it is now if that is known. */
    private static final class Cached {
        private final String userid;
        private byte @Nullable [] stored;
        private @Nullable StoredUser user;
        private boolean changed;
        private boolean used;

        Cached(String userid, byte @Nullable [] stored) {
            this.userid = userid;
            this.stored = stored;
        }
    }

    UserStore(KeyValueStore<Bytes, byte[]> store, CacheBudget budget) {
        this.store = store;
        this.budget = budget;
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
        Cached cached = cached(userid);
        StoredUser known = cached.user;
        return known == null ? decode(cached) : known;
    }

    /** Replaces the user; {@link StoredUser#NONE} forgets it. */
    void put(String userid, StoredUser user) {
        Cached cached = cached(userid);
        if (cached.user == null) {
            decode(cached);
        }
        cached.user = user;
        cached.changed = true;
    }

    private StoredUser decode(Cached cached) {
        if (decoded.size() >= budget.share()) {
            flushCache();
        }
        StoredUser user = decode(cached.userid, cached.stored);
        cached.user = user;
        decoded.add(cached);
        return user;
    }

    private StoredUser decode(String userid, byte @Nullable [] stored) {
        return stored == null ? StoredUser.NONE : codec.decode(userid, stored);
    }

    private Cached cached(String userid) {
        if (last != null && last.userid.equals(userid)) {
            return last;
        }
        Cached found = cache.get(userid);
        if (found != null) {
            found.used = true;
        } else {
            found = new Cached(userid, store.get(key(userid)));
            makeRoom();
            cache.put(userid, found);
        }
        last = found;
        return found;
    }

    private void makeRoom() {
        int share = budget.share();
        while (cache.size() >= share) {
            Iterator<Cached> oldest = cache.values().iterator();
            Cached candidate = oldest.next();
            oldest.remove();
            if (candidate.used) {
                candidate.used = false;
                cache.put(candidate.userid, candidate);
            } else if (candidate.changed) {
                flushCache();
            }
        }
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
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, null)) {
            for (int left = steps; entries.hasNext() && left > 0; left--) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                String userid = userid(entry.key);
                Cached known = cache.get(userid);
                visitor.accept(userid, known == null ? codec.decode(userid, entry.value) : now(known));
            }
            return entries.hasNext() ? entries.peekNextKey() : null;
        }
    }

    private StoredUser now(Cached cached) {
        return cached.user == null ? decode(cached.userid, cached.stored) : cached.user;
    }

    /** About how many users are stored. */
    long approximateSize() {
        return store.approximateNumEntries();
    }

    /** Everybody, as of now, in the stored form; to be closed by the caller, who may be another thread. */
    KeyValueIterator<Bytes, byte[]> all() {
        flushCache();
        return store.all();
    }

    /** The user as of the newest commit, or a little later; for any thread. */
    StoredUser committed(String userid) {
        byte[] bytes = store.get(key(userid));
        return bytes == null ? StoredUser.NONE : new UserStateCodec().decode(userid, bytes);
    }

    /** Writes who has changed, each once. */
    @Override
    public void flushCache() {
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>(decoded.size());
        for (Cached cached : decoded) {
            StoredUser user = cached.user;
            if (cached.changed && user != null) {
                cached.stored = user.isNone() ? null : codec.encode(cached.userid, user);
                cached.changed = false;
                entries.add(KeyValue.pair(key(cached.userid), cached.stored));
            }
            cached.user = null;
        }
        decoded.clear();
        if (!entries.isEmpty()) {
            store.putAll(entries);
        }
    }

    @Override
    public void clearCache() {
        cache.clear();
        decoded.clear();
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
