package io.exposures.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where a figure comes from; without it, it must not be published.
 *
 * @param commit the measured commit, with {@code -dirty} when files were changed since; {@code unknown} outside a work tree
 * @param date when it was measured, to the second
 * @param machine processor, cores, operating system and Java
 */
public record Provenance(String commit, Instant date, String machine) {

    private static final String UNKNOWN = "unknown";

    /** The provenance of what is measured now, here. */
    public static Provenance of(InstantSource clock) {
        return new Provenance(currentCommit(), clock.instant().truncatedTo(ChronoUnit.SECONDS), thisMachine());
    }

    private static String currentCommit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--abbrev=12", "--dirty")
                    .directory(project().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String described = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? described : UNKNOWN;
        } catch (IOException | URISyntaxException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    /** Where this program was built, wherever it is run from. */
    private static Path project() throws URISyntaxException {
        Path program = Path.of(Provenance.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return Objects.requireNonNull(program.getParent(), "the program lies in a folder");
    }

    private static String thisMachine() {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
    }

    /** Only Linux says; elsewhere the architecture must do. */
    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
