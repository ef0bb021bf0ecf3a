package io.exposures.joiner.topology;

import io.exposures.joiner.join.PartitionClock;
import io.exposures.joiner.join.UserState;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Removes daily totals that no covariate can look at any more, and users of whom nothing is left: a cursor walks through
 * the users again and again, once a horizon. Nobody sees whether a day that may go has gone, so the pace decides only how
 * much is kept.
 */
final class UserSweep {

    private static final int LEAST_STEPS = 50;
    private static final int MOST_STEPS = 5_000;

    private final KeyValueStore<Bytes, byte[]> store;
    private final UserStore users;
    private final Duration horizon;
    private final Duration interval;
    private final int lookbackDays;
    private @Nullable Bytes cursor;

    /**
     * A sweep of one partition.
     *
     * @param store the users
     * @param horizon how late a record may be
     * @param interval how often {@link #sweep} is called
     * @param lookbackDays days that the longest covariate looks back
     */
    UserSweep(KeyValueStore<Bytes, byte[]> store, Duration horizon, Duration interval, int lookbackDays) {
        this.store = store;
        this.users = new UserStore(store);
        this.horizon = horizon;
        this.interval = interval;
        this.lookbackDays = lookbackDays;
    }

    /** Walks on a little. */
    void sweep(PartitionClock clock) {
        OptionalLong finality = clock.finalBefore(horizon);
        OptionalLong settled = clock.settledMillis();
        if (finality.isEmpty() || settled.isEmpty()) {
            return;
        }
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(cursor, null)) {
            int steps = steps();
            while (entries.hasNext() && steps-- > 0) {
                var entry = entries.next();
                tidy(UserStore.userid(entry.key), entry.value, finality.getAsLong() * 1000, settled.getAsLong());
            }
            cursor = entries.hasNext() ? entries.peekNextKey() : null;
        }
    }

    private void tidy(String userid, byte[] stored, long finality, long settled) {
        UserState user = UserStateCodec.decode(userid, stored);
        UserState tidied = user.withoutOldDays(finality, lookbackDays);
        if (tidied.isForgettable(settled)) {
            users.delete(userid);
        } else if (!tidied.equals(user)) {
            users.put(userid, tidied);
        }
    }

    private int steps() {
        double passes = (double) interval.toMillis() / horizon.toMillis();
        double steps = Math.ceil(store.approximateNumEntries() * passes);
        return (int) Math.min(MOST_STEPS, Math.max(LEAST_STEPS, steps));
    }
}
