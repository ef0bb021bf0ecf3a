package io.exposures.quickstart;

import io.exposures.producer.KafkaLogClient;
import io.exposures.quickstart.shop.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A number of shoppers, as fast as possible: what they did is told in the order in which it reached the log, and lies in
 * the hours before now.
 *
 * @param users how many
 * @param seed decides what they do
 * @param now when the last of it has happened
 */
record ShopSource(long users, long seed, Instant now) implements Source {

    static final Duration HORIZON = Duration.ofHours(24);

    static final double USERS_PER_SECOND = 20;

    private static final Duration LONGEST = Duration.ofHours(6);

    /** The last shoppers' visits and late deliveries. */
    private static final Duration TAIL = Duration.ofMinutes(30);

    @Override
    public Duration horizon() {
        return HORIZON;
    }

    @Override
    public void feed(KafkaLogClient client, Screen screen) {
        traffic().forEachRemaining(delivery -> delivery.logTo(client));
    }

    Traffic traffic() {
        double rate = Math.max(USERS_PER_SECOND, users / (double) LONGEST.toSeconds());
        Duration span = Duration.ofSeconds((long) (users / rate)).plus(TAIL);
        return new Traffic(seed, users, rate, now.minus(span).truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    public Map<String, Object> description() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("users", users);
        description.put("seed", seed);
        return description;
    }
}
