package io.exposures.joiner.join;

import java.util.OptionalLong;
import java.util.Random;

/** Feeds a log to the join in one of the orders that two topics can be read in, with evictions at random places. */
final class Replay {

    private final Scenario scenario;
    private final MemoryPartition partition;
    private final EvictionRule eviction;
    private final PartitionJoin join;
    private final Random random;
    private PartitionClock clock = PartitionClock.START;

    private Replay(Scenario scenario, MemoryPartition partition, EvictionRule eviction, long seed) {
        this.scenario = scenario;
        this.partition = partition;
        this.eviction = eviction;
        join = new PartitionJoin(
                new Acceptance(Scenario.HORIZON), scenario::definition, scenario.caps, partition, partition);
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** Which buffered outcomes may go. */
    @FunctionalInterface
    interface EvictionRule {

        /** The join's own rule. */
        EvictionRule RIGHT = clock -> clock.finalBefore(Scenario.HORIZON);

        /** Outcomes before this time go, milliseconds; empty if none may. */
        OptionalLong evictBefore(PartitionClock clock);
    }

    static Result of(Scenario scenario, ReadingOrder order, long seed) {
        return of(scenario, order, seed, new MemoryPartition(), EvictionRule.RIGHT);
    }

    static Result of(
            Scenario scenario, ReadingOrder order, long seed, MemoryPartition partition, EvictionRule eviction) {
        Replay replay = new Replay(scenario, partition, eviction, seed);
        replay.run(order);
        replay.matureAll();
        return partition.result();
    }

    private void run(ReadingOrder order) {
        int x = 0;
        int o = 0;
        while (x < scenario.exposures.size() || o < scenario.outcomes.size()) {
            boolean takeExposure = o == scenario.outcomes.size()
                    || (x < scenario.exposures.size()
                            && order.takesExposure(scenario.exposures.get(x), scenario.outcomes.get(o), random));
            read(takeExposure ? scenario.exposures.get(x++) : scenario.outcomes.get(o++));
            if (random.nextInt(3) == 0) {
                eviction.evictBefore(clock).ifPresent(partition::evict);
                clock.finalBefore(Scenario.HORIZON)
                        .ifPresent(finality -> partition.forgetDays(finality, scenario.lookbackDays));
                clock.settledMillis().ifPresent(partition::forgetUsers);
            }
            if (random.nextInt(3) == 0) {
                new Maturation(partition, Scenario.HORIZON, 1 + random.nextInt(3)).advance(clock);
                dropEnded();
            }
        }
    }

    /** Units go only when they have matured. */
    private void dropEnded() {
        Matured matured = partition.matured();
        if (!matured.isNone()) {
            partition.dropEnded(Math.floorDiv(matured.time() - 1, 1000));
        }
    }

    private void matureAll() {
        Maturation maturation = new Maturation(partition, Scenario.HORIZON, 2);
        while (maturation.advance(clock)) {
            // Until nothing is left to be done.
        }
    }

    private void read(LoggedRecord next) {
        if (next.isExposure()) {
            clock = clock.exposureAt(next.append());
            BoundDefinition definition = join.definition(next.experiment());
            partition.ledger().exposure(join.onExposure(next.userid(), next.exposure(definition), null));
        } else {
            clock = clock.outcomeAt(next.append());
            partition.ledger().outcome(join.onOutcome(next.userid(), next.outcome(partition.metrics())));
        }
    }
}
