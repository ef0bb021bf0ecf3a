package io.exposures.joiner.join;

import java.util.List;
import java.util.Random;

/** Feeds a log to the join in one of the orders that two topics can be read in, with evictions at random places. */
final class Replay {

    /** Which topic is read when. */
    enum Order {
        BY_APPEND_TIME,
        EXPOSURES_FIRST,
        OUTCOMES_FIRST,
        RANDOM
    }

    private final MemoryPartition partition = new MemoryPartition();
    private final PartitionJoin join;
    private final Random random;
    private PartitionClock clock = PartitionClock.START;

    private Replay(Scenario scenario, long seed) {
        Join decision = new Join(scenario.windows(), scenario.caps);
        join = new PartitionJoin(new Acceptance(Scenario.HORIZON), decision, partition, partition);
        random = new Random(seed);
    }

    static Result of(Scenario scenario, Order order, long seed) {
        Replay replay = new Replay(scenario, seed);
        replay.run(scenario.exposures, scenario.outcomes, order);
        return replay.partition.result();
    }

    private void run(List<LoggedRecord> exposures, List<LoggedRecord> outcomes, Order order) {
        int x = 0;
        int o = 0;
        while (x < exposures.size() || o < outcomes.size()) {
            boolean takeExposure = o == outcomes.size()
                    || (x < exposures.size() && exposureFirst(exposures.get(x), outcomes.get(o), order));
            LoggedRecord next = takeExposure ? exposures.get(x++) : outcomes.get(o++);
            read(next);
            if (random.nextInt(3) == 0) {
                partition.evict(clock, Scenario.HORIZON);
            }
        }
    }

    private boolean exposureFirst(LoggedRecord exposure, LoggedRecord outcome, Order order) {
        return switch (order) {
            case BY_APPEND_TIME -> exposure.append() <= outcome.append();
            case EXPOSURES_FIRST -> true;
            case OUTCOMES_FIRST -> false;
            case RANDOM -> random.nextBoolean();
        };
    }

    private void read(LoggedRecord next) {
        if (next.isExposure()) {
            clock = clock.exposureAt(next.append());
            partition.ledger().exposure(join.onExposure(next.userid(), next.exposure(), null));
        } else {
            clock = clock.outcomeAt(next.append());
            partition.ledger().outcome(join.onOutcome(next.userid(), next.outcome(partition.metrics())));
        }
    }
}
