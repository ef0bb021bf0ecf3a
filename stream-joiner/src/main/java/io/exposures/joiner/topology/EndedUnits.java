package io.exposures.joiner.topology;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.Matured;
import io.exposures.joiner.join.PartitionClock;
import io.exposures.joiner.join.UserState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Drops the units of experiments that are over: when everything before end + window is final, no accepted record can
 * concern them any more. Their rows, status and sums stay. Walks through the users a little at a time, and only while there
 * is an experiment that is over and has units.
 */
final class EndedUnits {

    private static final int STEPS = 1000;

    private final KeyValueStore<Bytes, byte[]> store;
    private final UserStore users;
    private final PartitionStore partition;
    private final Duration horizon;
    private Set<ExperimentId> dropping = Set.of();
    private @Nullable Bytes cursor;

    EndedUnits(KeyValueStore<Bytes, byte[]> store, PartitionStore partition, Duration horizon) {
        this.store = store;
        this.users = new UserStore(store);
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

    private void walk(long settledMillis) {
        Map<String, UserState> changed = new LinkedHashMap<>();
        boolean ended;
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(cursor, null)) {
            int steps = STEPS;
            while (entries.hasNext() && steps-- > 0) {
                var entry = entries.next();
                String userid = new String(entry.key.get(), StandardCharsets.UTF_8);
                UserState user = UserStateCodec.decode(userid, entry.value);
                UserState rest = user.without(dropping);
                if (!rest.equals(user)) {
                    changed.put(userid, rest);
                }
            }
            ended = !entries.hasNext();
            cursor = ended ? null : entries.peekNextKey();
        }
        changed.forEach((userid, rest) -> keep(userid, rest, settledMillis));
        if (ended) {
            dropping.forEach(this::dropped);
            dropping = Set.of();
        }
    }

    private void keep(String userid, UserState rest, long settledMillis) {
        if (rest.isForgettable(settledMillis)) {
            users.delete(userid);
        } else {
            users.put(userid, rest);
        }
    }

    private void dropped(ExperimentId experiment) {
        ExperimentTally tally = partition.experiment(experiment);
        tally.dropUnits();
        partition.saveExperiment(experiment);
    }
}
