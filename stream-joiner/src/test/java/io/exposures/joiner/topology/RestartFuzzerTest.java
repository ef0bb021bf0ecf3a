package io.exposures.joiner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.joiner.join.NaiveOracle;
import io.exposures.joiner.join.ReadingOrder;
import io.exposures.joiner.join.Result;
import io.exposures.joiner.join.Scenario;
import io.exposures.schemas.serde.TrustedRecords;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Restarts at random places change nothing: what is written at a commit and read again is all that the join knows of the
 * past.
 */
class RestartFuzzerTest {

    private static final int RUNS = Integer.getInteger("fuzz.runs", 10_000) / 10;
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    @BeforeAll
    static void trustRecords() {
        TrustedRecords.trust();
    }

    @Test
    void anyOrderWithRestartsAnywhereGivesWhatTheOracleComputes() {
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            Scenario scenario = new Scenario(seed);
            Result expected = PublishedResult.asPublished(
                    NaiveOracle.of(scenario.exposures, scenario.outcomes, scenario.caps, scenario::definition));
            for (ReadingOrder order : ReadingOrder.values()) {
                assertThat(new StoredRun(scenario, seed).run(order))
                        .as("seed %d, %s (-Dfuzz.seed=%d -Dfuzz.runs=10)", seed, order, seed)
                        .isEqualTo(expected);
            }
        }
    }
}
