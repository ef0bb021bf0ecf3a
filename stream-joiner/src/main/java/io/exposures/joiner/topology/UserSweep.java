package io.exposures.joiner.topology;

import io.exposures.joiner.join.PartitionClock;
import io.exposures.joiner.join.UserState;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Removes outcomes that no accepted record can need, daily totals that no covariate can look at any more, and users of
 * whom nothing is left: a cursor walks through the users again and again, twice a horizon. Nobody sees whether what may
 * go has gone, so the pace decides only how much is kept.
 */
final class UserSweep {

    private static final int PASSES_PER_HORIZON = 2;
    private static final int LEAST_STEPS = 50;
    private static final int MOST_STEPS = 5_000;

    private final UserStore users;
    private final Duration horizon;
    private final Duration interval;
    private final int lookbackDays;
    private @Nullable Bytes cursor;

    /**
     * A sweep of one partition.
     *
     * @param users the users
     * @param horizon how late a record may be
     * @param interval how often {@link #sweep} is called
     * @param lookbackDays days that the longest covariate looks back
     */
    UserSweep(UserStore users, Duration horizon, Duration interval, int lookbackDays) {
        this.users = users;
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
        long finalBefore = finality.getAsLong() * 1000;
        cursor = users.walk(cursor, steps(), (userid, user) -> tidy(userid, user, finalBefore, settled.getAsLong()));
    }

    private void tidy(String userid, StoredUser user, long finality, long settled) {
        UserState rest = user.state().withoutOldDays(finality, lookbackDays);
        StoredUser tidied =
                user.withoutOutcomesBefore(Eviction.needless(finality)).with(rest);
        if (tidied.isForgettable(settled)) {
            users.put(userid, StoredUser.NONE);
        } else if (!tidied.equals(user)) {
            users.put(userid, tidied);
        }
    }

    private int steps() {
        double passes = PASSES_PER_HORIZON * (double) interval.toMillis() / horizon.toMillis();
        double steps = Math.ceil(users.approximateSize() * passes);
        return (int) Math.min(MOST_STEPS, Math.max(LEAST_STEPS, steps));
    }
}
