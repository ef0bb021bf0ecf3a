package io.exposures.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM of its own, on the class path of this one unless told otherwise, its output in a file. It ends with this JVM,
 * whichever way this one ends.
 */
public final class JvmProcess {

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private static final Duration STEP = Duration.ofMillis(20);

    private static final int LAST_LINES = 60;

    /** 128 and the number of SIGKILL. */
    private static final int KILLED = 137;

    private final String what;
    private final Process process;
    private final Path output;

    private JvmProcess(String what, Process process, Path output) {
        this.what = what;
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a JVM.
     *
     * @param what what it is, for messages
     * @param output file that its standard output and error are appended to
     * @param jvmArguments arguments for the JVM
     * @param mainClass name of the class to run
     * @param arguments arguments for that class
     */
    public static JvmProcess start(
            String what, Path output, List<String> jvmArguments, String mainClass, List<String> arguments) {
        return start(what, output, jvmArguments, System.getProperty("java.class.path"), mainClass, arguments);
    }

    /** Starts a JVM on another class path, which must have {@link ChildMain} on it. */
    static JvmProcess start(
            String what,
            Path output,
            List<String> jvmArguments,
            String classPath,
            String mainClass,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Its performance counters would stay behind as a file when it is killed.
        command.add("-XX:-UsePerfData");
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", classPath, ChildMain.class.getName(), mainClass));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        try {
            return new JvmProcess(what, builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + what, e);
        }
    }

    /** Process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process by SIGKILL and waits until it is gone. Harmless when it has ended. */
    public void kill() {
        process.destroyForcibly();
        if (!ended(KILL_LIMIT)) {
            throw new IllegalStateException(what + ": process " + pid() + " survives SIGKILL");
        }
    }

    /** Asks the process to end by SIGTERM; kills it when it has not ended in time. */
    public void stop(Duration atMost) {
        // Unlike process.destroy(), this leaves standard input open, whose end would halt the process.
        process.toHandle().destroy();
        if (!ended(atMost)) {
            kill();
        }
    }

    /**
     * Status that it ended with.
     *
     * @throws IllegalThreadStateException if it has not ended
     */
    public int exitValue() {
        return process.exitValue();
    }

    /** Whether it ended by SIGKILL. */
    public boolean wasKilled() {
        return !isAlive() && process.exitValue() == KILLED;
    }

    /** Interrupts the process by SIGINT, as Ctrl-C does. */
    public void interrupt() {
        signal("INT");
    }

    /** Freezes the process by SIGSTOP. */
    public void pause() {
        signal("STOP");
    }

    /** Lets a frozen process go on, by SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    /** Whether the process has ended, or ends within the time given. */
    public boolean ended(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Waits for the first line of output that has the pattern in it.
     *
     * @throws IllegalStateException with the last output, if the process ends before or the line does not come in time
     */
    public MatchResult awaitOutput(Pattern pattern, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            boolean last = ended(STEP) || System.nanoTime() - deadline > 0;
            Optional<MatchResult> found = output(pattern);
            if (found.isPresent()) {
                return found.get();
            }
            if (last) {
                throw failure("did not say \"" + pattern + "\"", null);
            }
        }
    }

    /** The first line of output so far that has the pattern in it. */
    public Optional<MatchResult> output(Pattern pattern) {
        return outputLines().stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .findFirst()
                .map(Matcher::toMatchResult);
    }

    /** An exception that says what went wrong and shows the last output. */
    public IllegalStateException failure(String wrong, @org.jspecify.annotations.Nullable Throwable cause) {
        String state = isAlive() ? "is running" : "ended with status " + process.exitValue();
        List<String> lines = Files.exists(output) ? outputLines() : List.of();
        List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return new IllegalStateException(
                what + " " + wrong + "; it " + state + "; its last output:\n" + String.join("\n", last), cause);
    }

    private List<String> outputLines() {
        try {
            return Files.readAllLines(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            if (kill.waitFor() != 0) {
                throw failure("cannot be sent SIG" + name, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for " + what, e);
    }
}
