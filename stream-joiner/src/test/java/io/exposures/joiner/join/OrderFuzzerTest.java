package io.exposures.joiner.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever order the two topics are read in, and wherever evictions fall, the result is the one that a naive oracle
 * computes from the whole log at once.
 */
class OrderFuzzerTest {

    private static final int RUNS = Integer.getInteger("fuzz.runs", 10_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    @Test
    void everyOrderGivesWhatTheOracleComputes() {
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            Scenario scenario = new Scenario(seed);
            Result expected =
                    NaiveOracle.of(scenario.exposures, scenario.outcomes, scenario.caps, scenario::definition);
            for (ReadingOrder order : ReadingOrder.values()) {
                assertThat(Replay.of(scenario, order, seed))
                        .as("seed %d, %s (-Dfuzz.seed=%d -Dfuzz.runs=1)", seed, order, seed)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void fingerprintsKeptStepByStepAreThoseOfWhatIsLeft() {
        for (long seed = SEED; seed < SEED + RUNS / 10; seed++) {
            Scenario scenario = new Scenario(seed);
            Set<Map<ExperimentId, Fingerprint>> kept = new HashSet<>();
            for (ReadingOrder order : ReadingOrder.values()) {
                MemoryPartition partition = new MemoryPartition();
                Replay.of(scenario, order, seed, partition, Replay.EvictionRule.RIGHT);
                assertThat(partition.fingerprints())
                        .as("seed %d, %s", seed, order)
                        .isEqualTo(partition.recomputedFingerprints());
                kept.add(partition.fingerprints());
            }
            assertThat(kept).as("seed %d, all orders", seed).hasSize(1);
        }
    }

    @Test
    void theSumsKeptByDifferencesAreThoseOfAllUnits() {
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            MemoryPartition partition = new MemoryPartition();
            Replay.of(new Scenario(seed), ReadingOrder.RANDOM, seed, partition, Replay.EvictionRule.RIGHT);
            assertThat(partition.recount()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void theScenariosReachEveryKindOfSum() {
        StringBuilder names = new StringBuilder();
        for (long seed = SEED; seed < SEED + 500; seed++) {
            Replay.of(new Scenario(seed), ReadingOrder.RANDOM, seed)
                    .sums()
                    .keySet()
                    .forEach(names::append);
        }
        assertThat(names)
                .contains("epoch 0 open", "epoch 1 open", "epoch 2 open", "epoch 1 matured", "matured crossover")
                .contains(" capped", " yyy", " xx", " xy", " arrivals 1");
    }

    @Test
    void theScenariosReachEveryClass() {
        Result all = Result.empty();
        for (long seed = SEED; seed < SEED + 500; seed++) {
            Replay.of(new Scenario(seed), ReadingOrder.RANDOM, seed)
                    .classes()
                    .forEach((name, count) -> all.classes().merge(name, count, Long::sum));
        }
        assertThat(all.classes().keySet())
                .contains("xFIRST", "xREPEAT", "xLATE", "xFUTURE", "xCAPPED")
                .contains("oJOINED", "oUNEXPOSED", "oDUPLICATE", "oRETRACTION", "oRETRACTED")
                .contains("oLATE", "oFUTURE", "oCAPPED");
    }
}
