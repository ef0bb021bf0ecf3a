package io.exposures.joiner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.joiner.join.BufferedOutcome;
import io.exposures.joiner.join.StoredMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** A user's outcomes, beside the state and in the buffer store, against a sorted map. */
class UserOutcomesTest {

    private static final int LIMIT = 120;

    private final BufferStore spilled =
            new BufferStore(Stores.inMemoryKeyValueStore("outcome-buffer").get());
    private String userid = "ann";

    private static BufferedOutcome outcome(long time, String eventId, double value) {
        var content = new BufferedOutcome.Content("view", "view", value, StoredMap.EMPTY);
        return new BufferedOutcome(time, eventId, BufferedOutcome.Fate.LIVE, content, 7);
    }

    private UserOutcomes of(StoredUser user) {
        return new UserOutcomes(userid, user, spilled, LIMIT);
    }

    @Test
    void whereAnOutcomeIsMakesNoDifference() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            userid = "user " + seed;
            TreeMap<Long, BufferedOutcome> model = new TreeMap<>();
            StoredUser user = StoredUser.NONE;
            for (int i = 0; i < 40; i++) {
                long time = random.nextInt(60);
                BufferedOutcome outcome = outcome(time, id(time), random.nextInt(5));
                model.put(time, outcome);
                user = of(user).with(outcome, Long.MIN_VALUE);
                long from = random.nextInt(60);
                long to = from + random.nextInt(30);
                assertThat(of(user).between(from, to))
                        .as("seed %d", seed)
                        .containsExactlyElementsOf(model.subMap(from, to).values());
                assertThat(of(user).find(from, id(from))).as("seed %d", seed).isEqualTo(model.get(from));
                assertThat(of(user).find(from, "another")).isNull();
            }
            assertThat(user.spilledTo()).as("seed %d", seed).isNotEqualTo(StoredUser.NOTHING_SPILLED);
        }
    }

    /** One in three looks like a UUID. */
    private static String id(long time) {
        return time % 3 == 0 ? String.format("%08x-0000-7000-8000-00000000abcd", time) : "event " + time;
    }

    @Test
    void outcomesThatNothingNeedsGoBeforeAnyIsMoved() {
        StoredUser user = StoredUser.NONE;
        for (int time = 0; time < 50; time++) {
            user = of(user).with(outcome(time, "e" + time, 1), time - 1);
        }

        assertThat(user.spilledTo()).isEqualTo(StoredUser.NOTHING_SPILLED);
        assertThat(of(user).between(49, 50)).hasSize(1);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        List<BufferedOutcome> outcomes = new ArrayList<>(List.of(
                outcome(Long.MIN_VALUE, "x", -0.5),
                outcome(5, "0123abcd-0000-7000-8000-0123456789ab", 1),
                outcome(6, "0123ABCD-0000-7000-8000-0123456789ab", 1),
                outcome(7, "0123abcd-0000-7000-8000-0123456789a-", 1),
                BufferedOutcome.retracted(8, "ü", BufferedOutcome.Fate.RETRACTED, 3)));
        OutcomeBlock block = OutcomeBlock.of(outcomes);

        assertThat(OutcomeBlock.of(block.bytes()).all()).isEqualTo(outcomes);
        outcomes.sort(Comparator.comparing(BufferedOutcome::eventId));
        outcomes.forEach(outcome ->
                assertThat(block.find(outcome.time(), outcome.eventId())).isEqualTo(outcome));
    }
}
