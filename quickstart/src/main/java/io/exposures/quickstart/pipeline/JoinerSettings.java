package io.exposures.quickstart.pipeline;

import io.exposures.quickstart.oracle.Rules;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What the joiner is told.
 *
 * @param bootstrapServers where the broker is
 * @param registryUrl where the registry is
 * @param rules what it decides by
 * @param httpPort where it listens; 0 takes a free port
 * @param more settings by name, over all others
 */
public record JoinerSettings(
        String bootstrapServers, String registryUrl, Rules rules, int httpPort, Map<String, String> more) {

    /** Settings with nothing that is out of the ordinary. */
    public JoinerSettings(String bootstrapServers, String registryUrl, Rules rules, int httpPort) {
        this(bootstrapServers, registryUrl, rules, httpPort, Map.of());
    }

    /** The application id, and so the name of the consumer group. */
    static final String APPLICATION_ID = "quickstart";

    /** Writes the settings file of a joiner that keeps its state in {@code state}. */
    void write(Path file, Path state) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", bootstrapServers);
        properties.setProperty("schema.registry.url", registryUrl);
        properties.setProperty("application.id", APPLICATION_ID);
        properties.setProperty("state.dir", state.toString());
        // A joiner that was killed is out of its group soon, so that one that is started again need not wait long.
        properties.setProperty("session.timeout.ms", "10000");
        properties.setProperty("joiner.http.port", Integer.toString(httpPort));
        properties.setProperty("joiner.horizon", rules.horizon().toString());
        properties.setProperty("joiner.attribution.window", rules.window().toString());
        properties.setProperty("joiner.cap.units.per.hour", Integer.toString(rules.unitsPerHour()));
        properties.setProperty("joiner.cap.outcomes.per.hour", Integer.toString(rules.outcomesPerHour()));
        properties.putAll(more);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }
}
