package io.exposures.quickstart.shop;

import io.exposures.assignment.LogRecord;
import io.exposures.producer.KafkaLogClient;
import io.exposures.producer.OutcomeEvent;
import java.time.Instant;

/** Something that happened in the shop, at the moment that it reaches the service's log. */
public sealed interface Delivery {

    /** When it reaches the log; what happened may have happened long before. */
    Instant arrival();

    /** Logs it. */
    void logTo(KafkaLogClient client);

    /**
     * What an experiment logs.
     *
     * @param arrival when it reaches the log
     * @param logged the exposure or event
     */
    record OfExperiment(Instant arrival, LogRecord logged) implements Delivery {
        @Override
        public void logTo(KafkaLogClient client) {
            client.exposureLogger().log(logged);
        }
    }

    /**
     * What the shop logs by itself.
     *
     * @param arrival when it reaches the log
     * @param userid whose it is
     * @param event what happened
     */
    record OfShop(Instant arrival, String userid, OutcomeEvent event) implements Delivery {
        @Override
        public void logTo(KafkaLogClient client) {
            client.outcomeLogger().log(userid, event);
        }
    }

    /**
     * A purchase is taken back.
     *
     * @param arrival when it reaches the log
     * @param userid whose it is
     * @param eventId id of the purchase
     * @param time time of the purchase
     */
    record Refund(Instant arrival, String userid, String eventId, Instant time) implements Delivery {
        @Override
        public void logTo(KafkaLogClient client) {
            client.outcomeLogger().retract(userid, eventId, time);
        }
    }
}
