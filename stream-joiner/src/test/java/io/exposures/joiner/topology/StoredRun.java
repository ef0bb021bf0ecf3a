package io.exposures.joiner.topology;

import io.exposures.joiner.join.Acceptance;
import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Changes;
import io.exposures.joiner.join.FirstExposure;
import io.exposures.joiner.join.JoinOutput;
import io.exposures.joiner.join.LoggedRecord;
import io.exposures.joiner.join.Maturation;
import io.exposures.joiner.join.PartitionClock;
import io.exposures.joiner.join.PartitionJoin;
import io.exposures.joiner.join.ReadingOrder;
import io.exposures.joiner.join.Result;
import io.exposures.joiner.join.Scenario;
import io.exposures.joiner.join.UnitKey;
import io.exposures.joiner.join.UnitState;
import java.time.Duration;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Feeds a log to the join over its real stores. At random places everything but the stores is thrown away and made again
 * from them, as a restart does, and the sweeps walk on.
 */
final class StoredRun implements JoinOutput {

    private static final Duration OFTEN = Duration.ofHours(1);

    /** Few beside the state, so that the buffer store is used. */
    private static final int OUTCOME_BYTES = 80;

    private final Scenario scenario;
    private final Random random;
    private final Result result = Result.empty();
    private final KeyValueStore<Bytes, byte[]> storedUsers = store("users");
    private final KeyValueStore<Bytes, byte[]> buffer = store("buffer");
    private final KeyValueStore<Bytes, byte[]> storedEnds = store("window-ends");
    private final KeyValueStore<Bytes, byte[]> stored = store("partition");

    private UserStore users;
    private MaturityStore maturity;
    private PartitionStore partition;
    private StoredPartition state;
    private PartitionJoin join;

    StoredRun(Scenario scenario, long seed) {
        this.scenario = scenario;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.users = users();
        this.maturity = new MaturityStore(storedEnds);
        this.partition = new PartitionStore(stored);
        this.state = open();
        this.join = joined();
    }

    private static KeyValueStore<Bytes, byte[]> store(String name) {
        return SnapshotReads.store(name);
    }

    /** Few in memory, so that users are written and read again between commits too. */
    private UserStore users() {
        return new UserStore(storedUsers, new CacheBudget(2 + random.nextInt(3)), 2048, 1 + random.nextInt(4));
    }

    private StoredPartition open() {
        partition.load();
        users.load();
        maturity.load(() -> partition.progress().nextExposure());
        return new StoredPartition(users, new BufferStore(buffer), maturity, partition, OUTCOME_BYTES);
    }

    private PartitionJoin joined() {
        return new PartitionJoin(new Acceptance(Scenario.HORIZON), scenario::definition, scenario.caps, state, this);
    }

    private void restart() {
        users.flushCache();
        partition.flushCache();
        maturity.flushCache();
        users = users();
        maturity = new MaturityStore(storedEnds);
        partition = new PartitionStore(stored);
        state = open();
        join = joined();
    }

    Result run(ReadingOrder order) {
        int x = 0;
        int o = 0;
        while (x < scenario.exposures.size() || o < scenario.outcomes.size()) {
            boolean exposure = o == scenario.outcomes.size()
                    || (x < scenario.exposures.size()
                            && order.takesExposure(scenario.exposures.get(x), scenario.outcomes.get(o), random));
            read(exposure ? scenario.exposures.get(x++) : scenario.outcomes.get(o++));
            if (random.nextInt(4) == 0) {
                sweep();
            }
            if (random.nextInt(5) == 0) {
                restart();
            }
        }
        Maturation maturation = new Maturation(state, Scenario.HORIZON, 3);
        while (maturation.advance(partition.progress().clock())) {
            // Until nothing is left to be done.
        }
        restart();
        return published();
    }

    private void read(LoggedRecord next) {
        Progress progress = partition.progress();
        if (next.isExposure()) {
            BoundDefinition definition = join.definition(next.experiment());
            progress.counts().exposure(join.onExposure(next.userid(), next.exposure(definition), null));
            partition.save(progress.afterExposure(progress.nextExposure(), next.append()));
        } else {
            progress.counts().outcome(join.onOutcome(next.userid(), next.outcome(partition.metrics())));
            partition.save(progress.afterOutcome(progress.nextOutcome(), next.append()));
        }
    }

    private void sweep() {
        PartitionClock clock = partition.progress().clock();
        new Maturation(state, Scenario.HORIZON, 1 + random.nextInt(3)).advance(clock);
        new Eviction(buffer, state, Scenario.HORIZON, OFTEN).sweep(clock);
        new UserSweep(users, Scenario.HORIZON, OFTEN, scenario.lookbackDays).sweep(clock);
        new EndedUnits(users, partition, Scenario.HORIZON).sweep(clock);
    }

    private Result published() {
        Progress progress = partition.progress();
        Snapshots snapshots = new Snapshots(0, Scenario.HORIZON);
        partition.experiments().forEach((id, tally) -> {
            PublishedResult.put(result, snapshots.summary(id, tally, progress, partition.matured()));
            tally.cohorts()
                    .takeUnpublished()
                    .forEach(day -> PublishedResult.putDay(result, snapshots.day(id, tally, progress, day)));
        });
        PublishedResult.put(result, snapshots.ledger(progress, partition).getPartition());
        return result;
    }

    @Override
    public void unitStatus(String userid, UnitKey key, UnitState unit) {
        FirstExposure first = unit.first();
        String status =
                first.time() + first.arm() + first.exposureId() + unit.arms().arms();
        result.statuses().put(userid + "|" + key, status);
    }

    @Override
    public void row(String userid, Changes.Row row) {
        var outcome = row.outcome();
        String key = userid + "|" + row.key() + "|" + outcome.eventId() + "|" + outcome.time();
        FirstExposure first = row.after();
        if (first == null) {
            result.rows().remove(key);
        } else {
            String content = outcome.content().event() + outcome.content().value();
            result.rows().put(key, first.time() + first.arm() + content);
        }
    }
}
