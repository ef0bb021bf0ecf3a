package io.exposures.joiner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.joiner.join.LedgerCounts;
import io.exposures.joiner.join.LoggedRecord;
import io.exposures.joiner.join.NaiveOracle;
import io.exposures.joiner.join.Result;
import io.exposures.joiner.join.Scenario;
import io.exposures.joiner.join.UnitKey;
import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.records.Source;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random logs through the real topology, codecs and stores included, against the naive oracle. */
class TopologyFuzzerTest {

    private static final int RUNS = Integer.getInteger("fuzz.topology.runs", 40);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    @Test
    void theTopologyGivesWhatTheOracleComputes() {
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            Scenario scenario = new Scenario(seed);
            Result expected = PublishedResult.asPublished(
                    NaiveOracle.of(scenario.exposures, scenario.outcomes, scenario.caps, scenario::definition));
            assertThat(run(scenario, seed))
                    .as("seed %d (-Dfuzz.seed=%d -Dfuzz.topology.runs=1)", seed, seed)
                    .isEqualTo(expected);
        }
    }

    private static Result run(Scenario scenario, long seed) {
        Map<String, String> settings = Map.of(
                "joiner.horizon", Scenario.HORIZON.toString(),
                "joiner.heartbeats", "false",
                "joiner.lookback.days", Integer.toString(scenario.lookbackDays),
                "joiner.cap.units.per.hour", Integer.toString(scenario.caps.newUnitsPerHour()),
                "joiner.cap.outcomes.per.hour", Integer.toString(scenario.caps.newOutcomesPerHour()),
                "joiner.cap.units.per.user", Integer.toString(scenario.caps.unitsPerUser()),
                "joiner.cap.experiments", Integer.toString(scenario.caps.experiments()));
        try (TopologyHarness joiner = new TopologyHarness(settings, scenario::definition)) {
            feed(joiner, scenario, new Random(seed));
            Result result = PublishedResult.of(joiner);
            assertThat(joiner.recount()).isEmpty();
            return result;
        }
    }

    private static void feed(TopologyHarness joiner, Scenario scenario, Random random) {
        int x = 0;
        int o = 0;
        while (x < scenario.exposures.size() || o < scenario.outcomes.size()) {
            boolean exposure = o == scenario.outcomes.size() || (x < scenario.exposures.size() && random.nextBoolean());
            if (exposure) {
                LoggedRecord next = scenario.exposures.get(x++);
                joiner.exposure(exposure(next), next.append());
            } else {
                LoggedRecord next = scenario.outcomes.get(o++);
                joiner.outcome(outcome(next), next.append());
            }
            if (random.nextInt(4) == 0) {
                joiner.tick();
            }
            assertBalanced(joiner.partition().progress().counts(), x, o);
        }
    }

    /** Every record read so far is in exactly one class. */
    private static void assertBalanced(LedgerCounts counts, long exposures, long outcomes) {
        assertThat(counts.exposuresConsumed()).isEqualTo(exposures);
        assertThat(counts.outcomesConsumed()).isEqualTo(outcomes);
        assertThat(sum(counts.exposures().values())).isEqualTo(exposures);
        assertThat(sum(counts.outcomes().values())).isEqualTo(outcomes);
        assertThat(counts.exposures().values()).allMatch(count -> count >= 0);
        assertThat(counts.outcomes().values()).allMatch(count -> count >= 0);
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private static Exposure exposure(LoggedRecord logged) {
        UnitKey unit = Objects.requireNonNull(logged.unit());
        return Exposure.newBuilder()
                .setExposureId(logged.id())
                .setUserid(logged.userid())
                .setUnit(unit.unit())
                .setName(unit.experiment().name())
                .setSalt(unit.experiment().salt())
                .setInputs(Map.of())
                .setParams(params(logged.arm()))
                .setTime(Instant.EPOCH.plus(logged.time(), ChronoUnit.MICROS))
                .setSource(new Source("test", ""))
                .build();
    }

    private static Map<String, Object> params(String arm) {
        Map<String, Object> params = new HashMap<>();
        if (!arm.equals("{}")) {
            params.put("c", Long.valueOf(arm.replaceAll("\\D", "")));
        }
        return params;
    }

    private static Outcome outcome(LoggedRecord logged) {
        return Outcome.newBuilder()
                .setEventId(logged.id())
                .setUserid(logged.userid())
                .setTime(Instant.EPOCH.plus(logged.time(), ChronoUnit.MICROS))
                .setEvent(logged.event())
                .setValue(logged.value())
                .setRetracts(logged.retracts())
                .build();
    }
}
