package io.exposures.quickstart.pipeline;

import io.exposures.testing.JvmProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The joiner in a JVM of its own: the class that {@code bin/joiner} runs, with a settings file. */
public final class JoinerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private static final Duration LONG = Duration.ofDays(1);

    private static final Pattern UP = Pattern.compile("joiner is up at (http://\\S+)");

    private final Path directory;
    private int starts;
    private JvmProcess process;

    /**
     * Starts the joiner; use {@link #awaitUp()} to wait for it.
     *
     * @param directory where its settings, its state and its output are; must exist
     * @param settings what it is told
     */
    public JoinerProcess(Path directory, JoinerSettings settings) throws IOException {
        this.directory = directory;
        settings.write(settingsFile(directory), state());
        this.process = launch(directory, starts++);
    }

    private static JvmProcess launch(Path directory, int number) {
        return JvmProcess.start(
                "joiner",
                directory.resolve("joiner-" + number + ".log"),
                List.of("-Xmx1g", "-Djava.io.tmpdir=" + directory),
                "io.exposures.joiner.Main",
                List.of("--config", settingsFile(directory).toString()));
    }

    /** The properties file that it was started with. */
    public Path settingsFile() {
        return settingsFile(directory);
    }

    private static Path settingsFile(Path directory) {
        return directory.resolve("joiner.properties");
    }

    /**
     * Waits until the joiner says that it is up.
     *
     * @return the address of its page and API
     * @throws IllegalStateException with its last output, if it ends or takes too long
     */
    public URI awaitUp() {
        return URI.create(running().awaitOutput(UP, START_LIMIT).group(1));
    }

    /** The address of its page and API, if it has said that it is up. */
    public Optional<URI> address() {
        return running().output(UP).map(line -> URI.create(line.group(1)));
    }

    /**
     * Checks that the joiner has not ended by itself.
     *
     * @throws IllegalStateException with its last output, if it has
     */
    public void checkAlive() {
        if (!running().isAlive()) {
            throw running().failure("ended by itself", null);
        }
    }

    /**
     * Waits until the joiner ends by itself, which it should not.
     *
     * @throws IllegalStateException always, with its last output
     */
    public void awaitEnd() {
        while (!running().ended(LONG)) {
            checkAlive();
        }
        checkAlive();
    }

    /** Where it keeps its state. */
    public Path state() {
        return directory.resolve("joiner-state");
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return running().isAlive();
    }

    /** Asks the joiner to stop, as SIGTERM does; true if it did so by itself in the time given. */
    public boolean stop(Duration atMost) {
        running().stop(atMost);
        return !running().wasKilled();
    }

    /** Freezes the joiner, as SIGSTOP does. */
    public void pause() {
        running().pause();
    }

    /** Lets a frozen joiner go on. */
    public void resume() {
        running().resume();
    }

    /** Ends the joiner at once, as SIGKILL does. */
    public void kill() {
        running().kill();
    }

    /** Starts a killed joiner again on its state. */
    public synchronized void restart() {
        process = launch(directory, starts++);
    }

    @Override
    public void close() {
        kill();
    }

    private synchronized JvmProcess running() {
        return process;
    }
}
