package io.exposures.quickstart.pipeline;

import io.exposures.quickstart.oracle.Rules;
import io.exposures.testing.JvmProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** The joiner in a JVM of its own: the class that {@code bin/joiner} runs, with a settings file. */
public final class JoinerProcess implements AutoCloseable {

    /** The joiner's application id, and so the name of its consumer group. */
    static final String APPLICATION_ID = "quickstart";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private static final Pattern UP = Pattern.compile("joiner is up at (http://\\S+)");

    private final Path directory;
    private JvmProcess process;
    private String url;

    private JoinerProcess(Path directory) {
        this.directory = directory;
        this.process = launch(directory, 0);
        this.url = "";
    }

    /**
     * Starts a joiner that is up when this returns.
     *
     * @param directory where its settings, state and output go
     * @param bootstrapServers where the broker is
     * @param registryUrl where the registry is
     * @param rules what it decides by
     * @param httpPort where it listens; 0 takes a free port
     * @param resources takes charge of the process at once
     */
    static JoinerProcess start(
            Path directory,
            String bootstrapServers,
            String registryUrl,
            Rules rules,
            int httpPort,
            Resources resources)
            throws IOException {
        Properties settings = new Properties();
        settings.setProperty("bootstrap.servers", bootstrapServers);
        settings.setProperty("schema.registry.url", registryUrl);
        settings.setProperty("application.id", APPLICATION_ID);
        settings.setProperty("state.dir", directory.resolve("state").toString());
        settings.setProperty("joiner.http.port", Integer.toString(httpPort));
        settings.setProperty("joiner.horizon", rules.horizon().toString());
        settings.setProperty("joiner.attribution.window", rules.window().toString());
        settings.setProperty("joiner.cap.units.per.hour", Integer.toString(rules.unitsPerHour()));
        settings.setProperty("joiner.cap.outcomes.per.hour", Integer.toString(rules.outcomesPerHour()));
        try (var writer = Files.newBufferedWriter(settingsFile(directory))) {
            settings.store(writer, null);
        }
        JoinerProcess joiner = resources.add(new JoinerProcess(directory));
        joiner.awaitUp();
        return joiner;
    }
}
