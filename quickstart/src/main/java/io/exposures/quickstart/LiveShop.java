package io.exposures.quickstart;

import io.exposures.producer.KafkaLogClient;
import io.exposures.quickstart.shop.Delivery;
import io.exposures.quickstart.shop.Traffic;
import io.exposures.records.ExperimentDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Shoppers without end, as they come. */
record LiveShop(long seed, Instant start) implements Source {

    /** Short, so that units mature while somebody watches; longer than any telephone is without a connection. */
    private static final Duration HORIZON = Duration.ofMinutes(3);

    @Override
    public Duration horizon() {
        return HORIZON;
    }

    @Override
    public List<ExperimentDefinition> definitions() {
        return Story.definitions();
    }

    @Override
    public void feed(KafkaLogClient client, Screen screen) throws InterruptedException {
        Traffic traffic =
                new Traffic(seed, Long.MAX_VALUE, ShopSource.USERS_PER_SECOND, start.truncatedTo(ChronoUnit.MICROS));
        while (traffic.hasNext()) {
            Delivery delivery = traffic.next();
            long wait = Duration.between(Instant.now(), delivery.arrival()).toMillis();
            if (wait > 0) {
                Thread.sleep(wait);
            }
            delivery.logTo(client);
        }
    }

    @Override
    public Map<String, Object> description() {
        return Map.of("seed", seed);
    }
}
