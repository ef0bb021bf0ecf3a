package io.exposures.joiner.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fuzzer is worth something only if it catches a join that is wrong in the ways in which joins are wrong. */
class OrderFuzzerMutantsTest {

    private static final int RUNS = 10_000;

    /** A join with one planted bug. */
    private record Mutant(String name, Supplier<MemoryPartition> partition, Replay.EvictionRule eviction) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mutant> mutants() {
        return Stream.of(
                new Mutant("the clock is the maximum over the topics", MemoryPartition::new, MUTANT_MAXIMUM),
                new Mutant("stream time evicts", StreamTime::new, clock -> OptionalLong.empty()),
                new Mutant("outcomes are evicted a minute early", MemoryPartition::new, MUTANT_EARLY),
                new Mutant("equal times are not told apart", NoTieBreak::new, Replay.EvictionRule.RIGHT),
                new Mutant("duplicates are known by id alone", DedupWithoutTime::new, Replay.EvictionRule.RIGHT),
                new Mutant("retractions count only afterwards", RetractionOnlyAfter::new, Replay.EvictionRule.RIGHT),
                new Mutant("days are forgotten a day early", DaysForgottenEarly::new, Replay.EvictionRule.RIGHT),
                new Mutant("users are forgotten with their days", DaysNotKept::new, Replay.EvictionRule.RIGHT),
                new Mutant(
                        "a portion of units matures its whole instant", HalfAnInstant::new, Replay.EvictionRule.RIGHT));
    }

    private static final Replay.EvictionRule MUTANT_MAXIMUM = clock -> {
        long newest = Math.max(clock.newestExposure(), clock.newestOutcome());
        return new PartitionClock(newest, newest).finalBefore(Scenario.HORIZON);
    };

    private static final Replay.EvictionRule MUTANT_EARLY = clock -> {
        OptionalLong right = clock.finalBefore(Scenario.HORIZON);
        return right.isEmpty() ? right : OptionalLong.of(right.getAsLong() + 60_000);
    };

    @ParameterizedTest
    @MethodSource("mutants")
    void everyPlantedBugIsCaught(Mutant mutant) {
        assertThat(isCaught(mutant)).as("%s within %d runs", mutant, RUNS).isTrue();
    }

    private static boolean isCaught(Mutant mutant) {
        for (long seed = 1; seed <= RUNS; seed++) {
            Scenario scenario = new Scenario(seed);
            Result expected =
                    NaiveOracle.of(scenario.exposures, scenario.outcomes, scenario.caps, scenario::definition);
            for (ReadingOrder order : ReadingOrder.values()) {
                if (!expected.equals(Replay.of(scenario, order, seed, mutant.partition.get(), mutant.eviction))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Drops what is older than the horizon by the newest event time read, as stream time would. */
    private static final class StreamTime extends MemoryPartition {
        private long newest = Long.MIN_VALUE;

        @Override
        public void putOutcome(String userid, BufferedOutcome outcome) {
            newest = Math.max(newest, outcome.time());
            super.putOutcome(userid, outcome);
            evict(Math.floorDiv(newest, 1000) - Scenario.HORIZON.toMillis());
        }
    }

    /** Of exposures at the same time the one read first stays. */
    private static final class NoTieBreak extends MemoryPartition {
        @Override
        public void putUser(String userid, UserState user) {
            SortedMap<UnitKey, UnitState> units = new TreeMap<>(user.units());
            units.replaceAll((key, unit) -> keepOlder(user(userid).unit(key), unit));
            super.putUser(userid, new UserState(units, user.newUnits(), user.newOutcomes(), user.days()));
        }

        private static UnitState keepOlder(@Nullable UnitState before, UnitState now) {
            if (before == null || before.first().time() != now.first().time()) {
                return now;
            }
            return new UnitState(before.first(), now.arms(), now.totals(), now.arrival());
        }
    }

    private static final class DedupWithoutTime extends MemoryPartition {
        @Override
        public OutcomeBuffer buffer(String userid) {
            OutcomeBuffer right = super.buffer(userid);
            return new OutcomeBuffer() {
                @Override
                public @Nullable BufferedOutcome find(long time, String eventId) {
                    return between(Long.MIN_VALUE, Long.MAX_VALUE).stream()
                            .filter(outcome -> outcome.eventId().equals(eventId))
                            .findFirst()
                            .orElse(null);
                }

                @Override
                public List<BufferedOutcome> between(long from, long to) {
                    return right.between(from, to);
                }
            };
        }
    }

    private static final class DaysForgottenEarly extends MemoryPartition {
        @Override
        void forgetDays(long finalityMillis, int lookbackDays) {
            super.forgetDays(finalityMillis, lookbackDays - 1);
        }
    }

    private static final class DaysNotKept extends MemoryPartition {
        @Override
        void forgetUsers(long settledMillis) {
            users.values().removeIf(user -> user.units().isEmpty());
        }
    }

    private static final class HalfAnInstant extends MemoryPartition {
        @Override
        public void setMatured(Matured now) {
            super.setMatured(Matured.before(now.time() + 1));
        }
    }

    private static final class RetractionOnlyAfter extends MemoryPartition {
        @Override
        public void putOutcome(String userid, BufferedOutcome outcome) {
            if (outcome.fate() != BufferedOutcome.Fate.RETRACTED_BEFORE_IT_CAME) {
                super.putOutcome(userid, outcome);
            }
        }
    }
}
