package io.exposures.joiner.topology;

import io.exposures.joiner.join.BufferedOutcome;
import io.exposures.joiner.join.OutcomeBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One user's outcomes within the horizon: the newest beside the state, older ones of a busy user in the buffer store.
 * Times say where an outcome is, so most users and records never touch the buffer store.
 *
 * @param userid the user
 * @param user what is kept of the user
 * @param spilled the older outcomes of busy users
 * @param limit beyond so many bytes beside the state, the older half goes to the buffer store
 */
record UserOutcomes(String userid, StoredUser user, BufferStore spilled, int limit) implements OutcomeBuffer {

    @Override
    public @Nullable BufferedOutcome find(long time, String eventId) {
        return user.hasSpilledFrom(time)
                ? spilled.find(userid, time, eventId)
                : user.outcomes().find(time, eventId);
    }

    @Override
    public List<BufferedOutcome> between(long from, long to) {
        List<BufferedOutcome> newest = user.outcomes().between(from, to);
        if (from >= to || !user.hasSpilledFrom(from)) {
            return newest;
        }
        List<BufferedOutcome> all = new ArrayList<>(spilled.range(userid, from, Math.min(to, user.spilledTo() + 1)));
        all.addAll(newest);
        return all;
    }

    /**
     * What is kept of the user with this outcome.
     *
     * @param needless outcomes before this time may go, microseconds
     */
    StoredUser with(BufferedOutcome outcome, long needless) {
        if (user.hasSpilledFrom(outcome.time())) {
            spilled.put(userid, outcome);
            return user;
        }
        StoredUser changed = user.with(user.outcomes().with(outcome));
        return isTooLong(changed) ? spill(changed.withoutOutcomesBefore(needless)) : changed;
    }

    private boolean isTooLong(StoredUser user) {
        return user.outcomes().bytes().length > limit;
    }

    private StoredUser spill(StoredUser full) {
        if (!isTooLong(full)) {
            return full;
        }
        List<BufferedOutcome> all = full.outcomes().all();
        long to = all.get((all.size() - 1) / 2).time();
        all.stream().filter(outcome -> outcome.time() <= to).forEach(outcome -> spilled.put(userid, outcome));
        List<BufferedOutcome> kept =
                all.stream().filter(outcome -> outcome.time() > to).toList();
        return new StoredUser(full.state(), OutcomeBlock.of(kept), to);
    }
}
