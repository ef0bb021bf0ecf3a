package io.exposures.quickstart;

import io.exposures.producer.KafkaLogClient;
import io.exposures.quickstart.shop.Delivery;
import io.exposures.quickstart.shop.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Shoppers without end, as they come. */
record LiveShop(long seed, Instant start) implements Source {

    @Override
    public Duration horizon() {
        return ShopSource.HORIZON;
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
