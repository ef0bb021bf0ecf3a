package io.exposures.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.testing.JvmProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C at any time leaves no process and no file behind. */
class InterruptIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path outputDirectory;

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"starting a Kafka broker", "the page is at", "\\d+ exposures \\([1-9]"})
    void ctrlCStopsEverything(String moment) throws IOException {
        JvmProcess quickstart = JvmProcess.start(
                "quickstart",
                outputDirectory.resolve("output.log"),
                List.of("-Djava.io.tmpdir=" + temporary),
                Main.class.getName(),
                List.of());
        quickstart.awaitOutput(Pattern.compile(moment), PATIENCE);
        List<ProcessHandle> children =
                ProcessHandle.of(quickstart.pid()).orElseThrow().descendants().toList();

        interrupt(quickstart);

        assertThat(quickstart.ended(PATIENCE)).isTrue();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(temporary).isEmptyDirectory();
        assertThat(Files.readString(outputDirectory.resolve("output.log"))).doesNotContain("Exception");
    }

    /** What a shell starts in the background ignores SIGINT, and so do this test and its children if it was. */
    private static void interrupt(JvmProcess process) throws IOException {
        if (ignoresInterrupts()) {
            process.stop(PATIENCE);
        } else {
            process.interrupt();
        }
    }

    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.notExists(status)) {
            return false;
        }
        String mask = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow()
                .substring("SigIgn:".length())
                .trim();
        int sigint = 2;
        return (Long.parseUnsignedLong(mask, 16) >> (sigint - 1) & 1) == 1;
    }
}
