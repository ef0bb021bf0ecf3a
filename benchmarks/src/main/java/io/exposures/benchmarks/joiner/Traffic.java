package io.exposures.benchmarks.joiner;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Seeded input: half exposures, of which 60 % repeat an earlier one, half outcomes, mostly of exposed users. Nineteen
 * hours of events arrive as from mobile phones: most within seconds, a fifth after minutes, some after hours, and one in
 * five hundred so late that it must be refused. A few outcomes come twice, a few repeats show another arm.
 */
final class Traffic {

    private static final double REPEATS = 0.6;
    private static final double OF_EXPOSED_USERS = 0.9;
    private static final double PURCHASES = 0.25;
    private static final double OTHER_ARM = 0.003;
    private static final double SENT_TWICE = 0.005;
    private static final double TOO_LATE = 0.002;

    /** No event is near the horizon: which ones are refused does not depend on when the input is written. */
    private static final Duration OLDEST = Duration.ofHours(20);

    private static final Duration NEWEST = Duration.ofHours(1);
    private static final Duration TOO_LATE_BY = Duration.ofHours(30);

    private final Random random;
    private final int users;
    private final List<Integer> freshUnits;
    private final List<Event> exposures = new ArrayList<>();
    private long number;

    private record Arriving(Event event, long arrival) {}

    Traffic(long seed, int users) {
        this.random = new Random(seed);
        this.users = users;
        this.freshUnits =
                IntStream.range(0, users * Experiments.COUNT).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(freshUnits, random);
    }

    /** That many records in the order in which they arrive, the newest of them an hour before {@code now}. */
    List<Event> arrivals(int records, Instant now) {
        long oldest = micros(now.minus(OLDEST));
        long span = OLDEST.minus(NEWEST).toNanos() / 1000;
        List<Arriving> arriving = new ArrayList<>();
        while (arriving.size() < records) {
            Event event = next(oldest + span * arriving.size() / records);
            Event sent = random.nextDouble() < TOO_LATE ? event.at(event.time() - micros(TOO_LATE_BY)) : event;
            arriving.add(new Arriving(sent, event.time() + lateness()));
            if (!event.isExposure() && random.nextDouble() < SENT_TWICE && arriving.size() < records) {
                arriving.add(new Arriving(sent, event.time() + lateness()));
            }
        }
        arriving.sort(Comparator.comparingLong(Arriving::arrival));
        return arriving.stream().map(Arriving::event).toList();
    }

    /** The next event, at this time. */
    Event next(long time) {
        return random.nextBoolean() ? exposure(time) : outcome(time);
    }

    private Event exposure(long time) {
        boolean repeat = freshUnits.isEmpty() || (!exposures.isEmpty() && random.nextDouble() < REPEATS);
        if (repeat) {
            Event earlier = exposures.get(random.nextInt(exposures.size()));
            int arm = random.nextDouble() < OTHER_ARM ? 1 - earlier.arm() : earlier.arm();
            return new Event(number++, earlier.user(), earlier.experiment(), arm, time);
        }
        int unit = freshUnits.remove(freshUnits.size() - 1);
        Event first = new Event(number++, unit / Experiments.COUNT, unit % Experiments.COUNT, random.nextInt(2), time);
        exposures.add(first);
        return first;
    }

    private Event outcome(long time) {
        boolean exposed = !exposures.isEmpty() && random.nextDouble() < OF_EXPOSED_USERS;
        int user = exposed ? exposures.get(random.nextInt(exposures.size())).user() : random.nextInt(users);
        return new Event(number++, user, Event.NONE, random.nextDouble() < PURCHASES ? 1 : 0, time);
    }

    private long lateness() {
        double kind = random.nextDouble();
        Duration mean = kind < 0.8 ? Duration.ofSeconds(2) : kind < 0.98 ? Duration.ofMinutes(20) : Duration.ofHours(3);
        return (long) (-Math.log(1 - random.nextDouble()) * micros(mean));
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
