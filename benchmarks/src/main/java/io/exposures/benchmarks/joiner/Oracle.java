package io.exposures.benchmarks.joiner;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that must come out, computed from all events at once: every accepted outcome with the first accepted exposure
 * of its user in each experiment, if that lies at most the attribution window before it.
 */
final class Oracle {

    private static final Duration HORIZON = Duration.ofHours(24);

    private static final long WINDOW = Duration.ofDays(7).toNanos() / 1000;

    private static final Comparator<Event> ORDER = Comparator.comparingLong(Event::time)
            .thenComparing(event -> Experiments.variant(event.arm()))
            .thenComparing(Event::id);

    private record Unit(int user, int experiment) {}

    private Oracle() {}

    /** The rows of events that were all written within the two hours after {@code now}. */
    static RowSet rows(Collection<Event> events, Instant now) {
        long oldest = Traffic.micros(now.minus(HORIZON));
        List<Event> accepted =
                events.stream().filter(event -> event.time() >= oldest).toList();
        Map<Unit, Event> firsts = new HashMap<>();
        for (Event event : accepted) {
            if (event.isExposure()) {
                firsts.merge(new Unit(event.user(), event.experiment()), event, Oracle::earlier);
            }
        }
        return RowSet.of(
                accepted.stream().filter(event -> !event.isExposure()).flatMapToLong(outcome -> rows(firsts, outcome)));
    }

    private static Event earlier(Event one, Event other) {
        return ORDER.compare(one, other) <= 0 ? one : other;
    }

    private static LongStream rows(Map<Unit, Event> firsts, Event outcome) {
        return IntStream.range(0, Experiments.COUNT)
                .mapToObj(experiment -> firsts.get(new Unit(outcome.user(), experiment)))
                .filter(first -> isCredited(first, outcome))
                .mapToLong(first -> RowSet.hash(first, outcome));
    }

    private static boolean isCredited(@Nullable Event first, Event outcome) {
        return first != null && first.time() <= outcome.time() && outcome.time() < first.time() + WINDOW;
    }
}
