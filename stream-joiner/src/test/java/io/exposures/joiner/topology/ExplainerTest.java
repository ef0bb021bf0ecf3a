package io.exposures.joiner.topology;

import static io.exposures.testing.ExampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.joiner.join.BufferedOutcome;
import io.exposures.joiner.query.Explanation.Fate;
import io.exposures.joiner.query.Explanation.Found;
import io.exposures.joiner.query.Explanation.Rule;
import io.exposures.joiner.query.Explanation.Verdict;
import io.exposures.records.Outcome;
import io.exposures.testing.ExampleEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Explanations of what the real topology has stored. */
class ExplainerTest {

    private static final OptionalLong WEEK = OptionalLong.of(Duration.ofDays(7).toMillis() * 1000);

    private final TopologyHarness joiner = new TopologyHarness(Map.of());

    @AfterEach
    void close() {
        joiner.close();
    }

    private Found explained(Outcome outcome, Duration appended, OptionalLong window) {
        joiner.exposure(ExampleEvents.annExposed(), NOON.toEpochMilli());
        joiner.outcome(outcome, NOON.plus(appended).toEpochMilli());
        List<BufferedOutcome> remembered = joiner.remembered("ann");
        return new Explainer(joiner.user("ann"), experiment -> window).explain(remembered.get(0));
    }

    private static Outcome boughtAt(Instant time) {
        return Outcome.newBuilder(ExampleEvents.annBought()).setTime(time).build();
    }

    @Test
    void anOutcomeInTheWindowCounts() {
        Found found = explained(boughtAt(NOON.plusSeconds(60)), Duration.ofMinutes(1), WEEK);

        assertThat(found.fate()).isEqualTo(Fate.JOINED);
        assertThat(found.offset()).isZero();
        Verdict verdict = found.units().get(0);
        assertThat(verdict.counts()).isTrue();
        assertThat(verdict.rule()).isEqualTo(Rule.IN_WINDOW);
        assertThat(verdict.windowEnd()).isEqualTo(NOON.plus(Duration.ofDays(7)));
        assertThat(verdict.text()).contains("counts: 2026-03-01T12:01:00Z is PT1M after the first exposure");
    }

    @Test
    void anOutcomeBeforeTheFirstExposureDoesNot() {
        Found found = explained(boughtAt(NOON.minusSeconds(1)), Duration.ofMinutes(1), WEEK);

        assertThat(found.fate()).isEqualTo(Fate.UNEXPOSED);
        assertThat(found.units().get(0).rule()).isEqualTo(Rule.BEFORE_FIRST_EXPOSURE);
        assertThat(found.units().get(0).text()).contains("does not count", "PT1S before");
    }

    @Test
    void anOutcomeAtTheWindowsEndDoesNot() {
        Duration week = Duration.ofDays(7);
        Found found = explained(boughtAt(NOON.plus(week)), week, WEEK);

        assertThat(found.fate()).isEqualTo(Fate.UNEXPOSED);
        assertThat(found.units().get(0).rule()).isEqualTo(Rule.AFTER_WINDOW);
    }

    @Test
    void aRetractionThatCameFirstIsNamed() {
        Found found = explained(ExampleEvents.annCancelled(), Duration.ofMinutes(1), WEEK);

        assertThat(found.fate()).isEqualTo(Fate.RETRACTED_BEFORE_IT_CAME);
        assertThat(found.value()).isNull();
        assertThat(found.units().get(0).rule()).isEqualTo(Rule.TAKEN_BACK);
    }

    @Test
    void withoutAKnownWindowNothingIsClaimed() {
        Found found = explained(boughtAt(NOON.plusSeconds(60)), Duration.ofMinutes(1), OptionalLong.empty());

        assertThat(found.units().get(0).rule()).isNull();
        assertThat(found.units().get(0).counts()).isFalse();
        assertThat(found.units().get(0).text()).contains("unknown");
    }
}
