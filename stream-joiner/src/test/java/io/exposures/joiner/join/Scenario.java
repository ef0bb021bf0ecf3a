package io.exposures.joiner.join;

import io.exposures.joiner.stats.Level;
import io.exposures.joiner.stats.MetricRule;
import io.exposures.joiner.stats.Transform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A generated log of both topics, small enough to be read and nasty enough to matter: repeats, crossovers, equal times,
 * late and future records, duplicates with other content, retractions before and after, hostile ids, hot users.
 */
public final class Scenario {

    public static final Duration HORIZON = Duration.ofHours(24);

    private static final long MINUTE = 60_000;
    private static final long START = 1_760_000_000_000L;
    private static final String[] ARMS = {"{\"c\":1}", "{\"c\":2}", "{\"c\":10}", "{}"};
    private static final String[] IDS = {"e", "e\u0000", "é", "", "[\"e\"]", "\uD83D\uDE00", "E", "e "};
    private static final String[] EVENTS = {"buy", "view", "b\u0000uy"};
    private static final double[] VALUES = {1, 0, -1, 0.1, 1e12, -1e12, 2.5e-7, 3};

    public final List<LoggedRecord> exposures = new ArrayList<>();
    public final List<LoggedRecord> outcomes = new ArrayList<>();
    public final Caps caps;
    public final int lookbackDays;

    private static final int[] SCALES = {0, 2, 6, 8, 12};

    private final Random random;
    private final Map<ExperimentId, BoundDefinition> definitions = new HashMap<>();
    private final List<ExperimentId> experiments = new ArrayList<>();

    public Scenario(long seed) {
        // Neighbouring seeds of Random start alike; the multiplier keeps them apart.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        caps = random.nextInt(4) == 0
                ? new Caps(1 + random.nextInt(3), 1 + random.nextInt(6), 1 + random.nextInt(4), 2)
                : new Caps(100, 100, 100, 100);
        lookbackDays = new int[] {1, 2, 14}[random.nextInt(3)];
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            ExperimentId experiment = new ExperimentId("x" + i / 2, "s" + i);
            experiments.add(experiment);
            long window = MINUTE * 1000 * (1 + random.nextInt(random.nextBoolean() ? 60 : 12_000));
            definitions.put(experiment, definition(window));
        }
        fill(exposures, true);
        fill(outcomes, false);
    }

    public BoundDefinition definition(ExperimentId experiment) {
        return Objects.requireNonNull(definitions.get(experiment));
    }

    /** Half of the experiments have no limits; the others begin or end somewhere in the log. */
    private BoundDefinition definition(long window) {
        long start = random.nextInt(4) == 0 ? somewhere() : Long.MIN_VALUE;
        long end = random.nextInt(4) == 0 ? somewhere() : Long.MAX_VALUE;
        return start < end
                ? new BoundDefinition(1, window, List.of(), start, end, measures())
                : BoundDefinition.byDefault(window, measures());
    }

    private Measures measures() {
        List<Long> epochs = Stream.generate(this::somewhere)
                .limit(random.nextInt(3))
                .distinct()
                .sorted()
                .toList();
        List<BoundMetric> metrics = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            metrics.add(metric("m" + i));
        }
        return new Measures(epochs, metrics, random.nextInt(lookbackDays + 1), Level.DEFAULT);
    }

    private BoundMetric metric(String name) {
        int scale = SCALES[random.nextInt(SCALES.length)];
        String denominator = random.nextInt(4) == 0 ? pick(EVENTS) : null;
        Transform transform = denominator == null ? pick(Transform.values()) : Transform.SUM;
        Long low = cap(scale);
        Long high = cap(scale);
        boolean ordered = low == null || high == null || low <= high;
        MetricRule rule = new MetricRule(transform, scale, ordered ? low : high, ordered ? high : low);
        return new BoundMetric(name, pick(EVENTS), denominator, rule, random.nextInt(lookbackDays + 1));
    }

    /** Often none, sometimes one that excludes 0. */
    private @Nullable Long cap(int scale) {
        return random.nextBoolean() ? null : Math.round((random.nextInt(9) - 4) * Math.pow(10, scale) / 2);
    }

    private long somewhere() {
        return (START + random.nextLong(3 * 24 * 60 * MINUTE) - 24 * 60 * MINUTE) * 1000;
    }

    private void fill(List<LoggedRecord> log, boolean isExposure) {
        int size = random.nextInt(30);
        long append = START + random.nextInt(100) * MINUTE;
        long pace = 1L + random.nextInt(caps.newUnitsPerHour() < 100 ? 4 : random.nextBoolean() ? 10 : 400);
        for (int i = 0; i < size; i++) {
            append += random.nextInt(3) == 0 ? random.nextLong(20_000) : random.nextLong(pace) * MINUTE;
            long a = append - (random.nextInt(6) == 0 ? random.nextInt(50_000) : 0);
            if (!log.isEmpty() && random.nextInt(5) == 0) {
                log.add(copy(log.get(random.nextInt(log.size())), a));
            } else {
                log.add(isExposure ? exposure(a) : outcome(a));
            }
        }
    }

    private LoggedRecord copy(LoggedRecord of, long append) {
        String event = random.nextInt(4) == 0 ? pick(EVENTS) : of.event();
        return new LoggedRecord(
                of.userid(), of.unit(), of.arm(), of.id(), of.retracts(), event, of.value(), of.time(), append);
    }

    private LoggedRecord exposure(long append) {
        String user = user();
        String unit = random.nextInt(3) == 0 ? "[\"" + user + "\",1]" : user;
        UnitKey key = new UnitKey(experiments.get(random.nextInt(experiments.size())), unit);
        return new LoggedRecord(user, key, pick(ARMS), "x" + random.nextInt(20), null, "", 0, time(append), append);
    }

    private LoggedRecord outcome(long append) {
        if (!outcomes.isEmpty() && random.nextInt(5) == 0) {
            LoggedRecord target = outcomes.get(random.nextInt(outcomes.size()));
            String retracts = target.retracts() == null ? target.id() : target.retracts();
            return retraction(target.userid(), retracts, target.time(), append);
        }
        if (random.nextInt(8) == 0) {
            return retraction(user(), id(), time(append), append);
        }
        double value = VALUES[random.nextInt(VALUES.length)];
        return new LoggedRecord(user(), null, "", id(), null, pick(EVENTS), value, time(append), append);
    }

    private LoggedRecord retraction(String user, String retracts, long time, long append) {
        return new LoggedRecord(user, null, "", "r" + random.nextInt(99), retracts, "", 1, time, append);
    }

    private String user() {
        return "u" + random.nextInt(2);
    }

    private String id() {
        return pick(IDS) + random.nextInt(3);
    }

    private <T> T pick(T[] from) {
        return from[random.nextInt(from.length)];
    }

    /** Event times on a coarse grid around the limits of acceptance, so that ties and edges are common. */
    private long time(long append) {
        long micros = append * 1000;
        long hour = 60 * MINUTE * 1000;
        return switch (random.nextInt(10)) {
            case 0 -> micros - HORIZON.toMillis() * 1000 - random.nextInt(2);
            case 1 -> micros + 5 * MINUTE * 1000 + random.nextInt(2);
            case 2 -> micros - random.nextLong(30 * hour);
            case 3 -> micros + random.nextLong(10 * MINUTE * 1000);
            case 4 -> random.nextLong(2 * micros);
            default -> Math.floorDiv(micros - random.nextLong(20 * hour), 2 * hour) * 2 * hour;
        };
    }
}
