package io.exposures.joiner.topology;

import io.exposures.joiner.join.UserState;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Users by userid. */
final class UserStore {

    private final KeyValueStore<Bytes, byte[]> store;

    UserStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    UserState get(String userid) {
        return read(store, userid);
    }

    /** Reads a user from any store of users; {@link UserState#EMPTY} if nothing is known. */
    static UserState read(ReadOnlyKeyValueStore<Bytes, byte[]> store, String userid) {
        byte[] bytes = store.get(key(userid));
        return bytes == null ? UserState.EMPTY : UserStateCodec.decode(userid, bytes);
    }

    void put(String userid, UserState user) {
        store.put(key(userid), UserStateCodec.encode(userid, user));
    }

    void delete(String userid) {
        store.delete(key(userid));
    }

    static String userid(Bytes key) {
        return new String(key.get(), StandardCharsets.UTF_8);
    }

    private static Bytes key(String userid) {
        return Bytes.wrap(userid.getBytes(StandardCharsets.UTF_8));
    }
}
