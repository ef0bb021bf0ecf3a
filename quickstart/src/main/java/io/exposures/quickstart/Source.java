package io.exposures.quickstart;

import io.exposures.producer.KafkaLogClient;
import java.time.Duration;
import java.util.Map;

/** Where exposures and outcomes come from. */
interface Source {

    /** How late its records may be. */
    Duration horizon();

    /** Logs everything, and returns when it has been handed in. */
    void feed(KafkaLogClient client, Screen screen) throws Exception;

    /** What the report says of it, by name. */
    Map<String, Object> description();
}
