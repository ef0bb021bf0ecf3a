package io.exposures.benchmarks.joiner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OracleTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final Event LATER = exposure(1, 1, Duration.ofHours(2));
    private static final Event FIRST = exposure(2, 0, Duration.ofHours(3));
    private static final Event OUTCOME = outcome(3, Duration.ofHours(1));

    @Test
    void anOutcomeIsCreditedToTheEarliestExposureNotTheOneThatArrivedFirst() {
        RowSet rows = Oracle.rows(List.of(LATER, OUTCOME, FIRST), NOW);

        assertThat(rows.size()).isEqualTo(1);
        assertThat(rows.hash()).isEqualTo(RowSet.hash(FIRST, OUTCOME));
    }

    @Test
    void outcomesBeforeTheFirstExposureMakeNoRow() {
        assertThat(Oracle.rows(List.of(LATER, outcome(3, Duration.ofHours(3))), NOW)
                        .size())
                .isZero();
    }

    @Test
    void whatIsOlderThanTheHorizonDoesNotCount() {
        Event tooLate = exposure(4, 0, Duration.ofHours(31));
        assertThat(Oracle.rows(List.of(tooLate, LATER, OUTCOME), NOW).hash()).isEqualTo(RowSet.hash(LATER, OUTCOME));
    }

    @Test
    void anOutcomeThatComesTwiceIsOneRow() {
        assertThat(Oracle.rows(List.of(FIRST, OUTCOME, OUTCOME), NOW).size()).isEqualTo(1);
    }

    @Test
    void rowsDoNotDependOnTheOrderOfArrival() {
        List<Event> events = new Traffic(7, 50).arrivals(2000, NOW);
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(Oracle.rows(shuffled, NOW).difference(Oracle.rows(events, NOW)))
                .isZero();
    }

    @Test
    void aDifferenceCountsRowsOfEitherSide() {
        RowSet both = Oracle.rows(List.of(FIRST, OUTCOME, outcome(5, Duration.ofMinutes(90))), NOW);
        RowSet one = Oracle.rows(List.of(FIRST, OUTCOME), NOW);
        RowSet other = Oracle.rows(List.of(LATER, OUTCOME), NOW);

        assertThat(both.difference(one)).isEqualTo(1);
        assertThat(one.difference(both)).isEqualTo(1);
        assertThat(one.difference(other)).isEqualTo(2);
    }

    private static Event exposure(long number, int arm, Duration ago) {
        return new Event(number, 1, 0, arm, Traffic.micros(NOW.minus(ago)));
    }

    private static Event outcome(long number, Duration ago) {
        return new Event(number, 1, Event.NONE, 1, Traffic.micros(NOW.minus(ago)));
    }
}
