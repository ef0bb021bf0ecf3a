package io.exposures.quickstart;

import io.exposures.producer.KafkaLogClient;
import io.exposures.records.ExperimentDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where exposures and outcomes come from. */
interface Source {

    /** How late its records may be. */
    Duration horizon();

    /** Definitions of its experiments; those without one go by the defaults. */
    default List<ExperimentDefinition> definitions() {
        return List.of();
    }

    /** Logs everything, and returns when it has been handed in. */
    void feed(KafkaLogClient client, Screen screen) throws Exception;

    /** What the report says of it, by name. */
    Map<String, Object> description();
}
