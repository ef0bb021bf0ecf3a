package io.exposures.schemas.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Installs what the test of other clients needs from npm, below target, once for each lock file. */
final class NpmInstallation {

    private static final Path DIRECTORY = Path.of("target", "interop");
    private static final Path LOCK = DIRECTORY.resolve("package-lock.json");
    private static final Path INSTALLED = DIRECTORY.resolve("installed-lock.json");
    private static final int LIMIT_MINUTES = 5;

    private NpmInstallation() {}

    /** The directory with client.js and the packages that it needs. */
    static Path directory() {
        try {
            Files.createDirectories(DIRECTORY);
            for (String file : List.of("package.json", "package-lock.json", "client.js")) {
                copy(file);
            }
            if (!Files.exists(INSTALLED) || Files.mismatch(LOCK, INSTALLED) >= 0) {
                install();
                Files.copy(LOCK, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
            }
            return DIRECTORY;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a program of Node.js. */
    static Process run(ProcessBuilder program) {
        try {
            return program.start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "this test needs Node.js 18 or later and npm (on Debian: apt-get install nodejs npm)", e);
        }
    }

    private static void copy(String file) throws IOException {
        try (InputStream resource = NpmInstallation.class.getResourceAsStream("/interop/" + file)) {
            Files.copy(Objects.requireNonNull(resource), DIRECTORY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void install() throws IOException {
        Path output = DIRECTORY.resolve("npm.txt");
        Process npm = run(new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile()));
        if (!ended(npm) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IllegalStateException("npm ci failed:\n" + Files.readString(output));
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
