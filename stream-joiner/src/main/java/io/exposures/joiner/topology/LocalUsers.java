package io.exposures.joiner.topology;

import io.exposures.joiner.join.ScaledValue;
import io.exposures.joiner.join.UnitKey;
import io.exposures.joiner.join.UnitState;
import io.exposures.joiner.join.UserState;
import io.exposures.joiner.json.CanonicalJson;
import io.exposures.joiner.query.AsOf;
import io.exposures.joiner.query.Replica;
import io.exposures.joiner.query.UserQuery;
import io.exposures.joiner.query.UserView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** Finds a user in this instance's state: in the partition that holds the user, and in no other. */
public final class LocalUsers implements UserQuery {

    private final LocalState state;

    /**
     * Users of a running instance.
     *
     * @param streams the instance's stream; throws {@link io.exposures.joiner.query.NotReadyException} when there is none
     * @param partitions partitions of the input topics
     * @param horizon how late records may be
     */
    public LocalUsers(Supplier<KafkaStreams> streams, int partitions, Duration horizon) {
        this.state = new LocalState(streams, partitions, horizon);
    }

    @Override
    public Optional<UserView> user(String userid, Replica replica) {
        int partition = state.partition(userid);
        // Before the user is read: so the user's state is at this point at least.
        AsOf asOf = state.asOf(partition, replica);
        UserState user = state.read(
                () -> state.users(partition, replica).committed(userid).state());
        return user.units().isEmpty() ? Optional.empty() : Optional.of(view(userid, partition, asOf, user));
    }

    private static UserView view(String userid, int partition, @Nullable AsOf asOf, UserState user) {
        List<UserView.Unit> units = new ArrayList<>();
        user.units().forEach((key, unit) -> units.add(view(key, unit)));
        return new UserView(userid, partition, asOf, units);
    }

    private static UserView.Unit view(UnitKey key, UnitState unit) {
        SortedMap<String, UserView.Total> totals = new TreeMap<>();
        unit.totals().bySeries().forEach((series, total) -> {
            if (series.isOfWindow()) {
                BigDecimal sum = ScaledValue.toDecimal(total.sum(), series.scale());
                totals.put(series.event(), new UserView.Total(total.count(), sum));
            }
        });
        return new UserView.Unit(
                key.experiment(),
                key.unit(),
                unit.first().arm(),
                CanonicalJson.object(StoredMaps.decode(unit.first().params())),
                Instant.EPOCH.plus(unit.first().time(), ChronoUnit.MICROS),
                unit.arms().arms(),
                unit.arms().crossover(),
                totals);
    }
}
