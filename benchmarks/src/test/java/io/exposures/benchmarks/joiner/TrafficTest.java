package io.exposures.benchmarks.joiner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Event> arrivals = new Traffic(1, 20_000).arrivals(60_000, NOW);

    private record Unit(int user, int experiment) {}

    @Test
    void halfAreExposuresOfWhichMostRepeatEarlierOnes() {
        List<Event> exposures = arrivals.stream().filter(Event::isExposure).toList();
        Set<Unit> units = new HashSet<>();
        exposures.forEach(exposure -> units.add(new Unit(exposure.user(), exposure.experiment())));

        assertThat(exposures.size()).isBetween(29_000, 31_000);
        assertThat(1 - (double) units.size() / exposures.size()).isBetween(0.58, 0.62);
    }

    @Test
    void theSameSeedGivesTheSame() {
        assertThat(new Traffic(1, 20_000).arrivals(60_000, NOW)).isEqualTo(arrivals);
        assertThat(new Traffic(2, 20_000).arrivals(60_000, NOW)).isNotEqualTo(arrivals);
    }

    @Test
    void noEventIsNearTheHorizon() {
        assertThat(arrivals.stream().map(event -> (Traffic.micros(NOW) - event.time()) / 1e6 / 3600))
                .allMatch(hours -> hours < 20.01 || hours > 30)
                .anyMatch(hours -> hours > 30);
    }

    @Test
    void someEventsArriveHoursAfterNewerOnes() {
        long hour = Duration.ofHours(1).toNanos() / 1000;
        long newest = Long.MIN_VALUE;
        int overtaken = 0;
        for (Event event : arrivals) {
            newest = Math.max(newest, event.time());
            overtaken += newest - event.time() > hour ? 1 : 0;
        }
        assertThat(overtaken).isBetween(arrivals.size() / 100, arrivals.size() / 10);
    }
}
