package io.exposures.joiner.topology;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.Matured;
import io.exposures.joiner.join.PartitionClock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Drops the units of experiments that are over: when everything before end + window is final, no accepted record can
 * concern them any more. Their rows, status and sums stay. Walks through the users a little at a time, and only while there
 * is an experiment that is over and has units.
 */
final class EndedUnits {

    private static final int STEPS = 1000;

    private final UserStore users;
    private final PartitionStore partition;
    private final Duration horizon;
    private Set<ExperimentId> dropping = Set.of();
    private @Nullable Bytes cursor;

    EndedUnits(UserStore users, PartitionStore partition, Duration horizon) {
        this.users = users;
        this.partition = partition;
        this.horizon = horizon;
    }

    /** Walks on a little. */
    void sweep(PartitionClock clock) {
        OptionalLong finality = clock.finalBefore(horizon);
        OptionalLong settled = clock.settledMillis();
        if (finality.isEmpty() || settled.isEmpty()) {
            return;
        }
        if (dropping.isEmpty()) {
            dropping = over(Math.min(finality.getAsLong(), maturedMillis()));
            cursor = null;
        }
        if (!dropping.isEmpty()) {
            walk(settled.getAsLong());
        }
    }

    /** Units that are not matured yet have to be moved to the matured sums before they may go. */
    private long maturedMillis() {
        Matured matured = partition.matured();
        return matured.isNone() ? Long.MIN_VALUE / 1000 : Math.floorDiv(matured.time() - 1, 1000);
    }

    private Set<ExperimentId> over(long finalBeforeMillis) {
        return partition.experiments().entrySet().stream()
                .filter(entry -> entry.getValue().hasUnitsToDrop(finalBeforeMillis))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Nobody may be missed, so everybody has to be stored. */
    private void walk(long settledMillis) {
        users.flushCache();
        cursor = users.walk(cursor, STEPS, (userid, user) -> drop(userid, user, settledMillis));
        if (cursor == null) {
            dropping.forEach(this::dropped);
            dropping = Set.of();
        }
    }

    private void drop(String userid, StoredUser user, long settledMillis) {
        StoredUser rest = user.with(user.state().without(dropping));
        if (!rest.equals(user)) {
            users.put(userid, rest.isForgettable(settledMillis) ? StoredUser.NONE : rest);
        }
    }

    private void dropped(ExperimentId experiment) {
        ExperimentTally tally = partition.experiment(experiment);
        tally.dropUnits();
        partition.saveExperiment(experiment);
    }
}
