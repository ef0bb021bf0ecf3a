package io.exposures.producer;

import io.exposures.assignment.LogRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Well-known things that services log, and settings to log them with. */
final class Examples {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Examples() {}

    /** Settings of a client whose registry is in this JVM. */
    static Properties properties(String bootstrapServers) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("schema.registry.url", "mock://log-producer");
        return properties;
    }

    /** The user meets the red button at noon. */
    static LogRecord exposure(String userid) {
        return record("exposure", Map.of("userid", userid), Map.of());
    }

    /** An event logged through the experiment of the buttons. */
    static LogRecord event(String userid, String event, Map<String, @Nullable Object> extraData) {
        return record(event, Map.of("userid", userid), extraData);
    }

    static LogRecord record(
            String event, Map<String, @Nullable Object> inputs, Map<String, @Nullable Object> extraData) {
        return new LogRecord(
                "ButtonColour",
                "ButtonColour",
                "a1b2c3d4",
                null,
                List.of("userid"),
                List.of("colour"),
                inputs,
                Map.of("colour", "red", "bold", true),
                event,
                extraData,
                NOON);
    }
}
