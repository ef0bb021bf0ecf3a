package io.exposures.joiner;

import io.exposures.testing.JvmProcess;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** An instance in a JVM of its own, which a test can freeze and kill. */
final class InstanceProcess implements AutoCloseable {

    private static final Pattern UP = Pattern.compile("joiner is up at (\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final JvmProcess process;

    private InstanceProcess(JvmProcess process) {
        this.process = process;
    }

    /** Starts an instance; its settings and output are in the directory. */
    static InstanceProcess start(Path directory, Properties properties) throws IOException {
        Files.createDirectories(directory);
        Path settings = directory.resolve("joiner.properties");
        try (Writer writer = Files.newBufferedWriter(settings)) {
            properties.store(writer, null);
        }
        return new InstanceProcess(JvmProcess.start(
                "joiner",
                directory.resolve("joiner.log"),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Main.class.getName(),
                List.of("--config", settings.toString())));
    }

    /** Where it answers; waits until it does. */
    URI address() {
        return URI.create(process.awaitOutput(UP, PATIENCE).group(1));
    }

    JvmProcess jvm() {
        return process;
    }

    @Override
    public void close() {
        process.kill();
    }
}
