package io.exposures.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * An Apicurio registry in a JVM of its own, empty at first, its data in memory. The build fetches the distribution;
 * the process goes with {@link #close()} and with this JVM.
 */
public final class ApicurioProcess implements AutoCloseable {

    private static final String MAIN_CLASS = "io.quarkus.runner.GeneratedMain";
    private static final Pattern STARTED = Pattern.compile("Listening on: http://127\\.0\\.0\\.1:(\\d+)");
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Path directory;
    private final JvmProcess process;
    private String port = "";

    private ApicurioProcess(Path directory, JvmProcess process) {
        this.directory = directory;
        this.process = process;
    }

    /**
     * Starts a registry on a free port.
     *
     * @param archive the distribution, a compressed tar file
     */
    public static ApicurioProcess start(Path archive) {
        Path directory = newDirectory();
        Path unpacked = unpacked(archive, directory);
        JvmProcess process = JvmProcess.start(
                "Apicurio registry",
                directory.resolve("apicurio.log"),
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + directory,
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=0",
                        "-Dquarkus.log.category.\"io.quarkus\".level=INFO"),
                runner(unpacked) + File.pathSeparator + ownClasses(),
                MAIN_CLASS,
                List.of());
        ApicurioProcess apicurio = new ApicurioProcess(directory, process);
        try {
            apicurio.awaitStart();
            return apicurio;
        } catch (RuntimeException e) {
            apicurio.close();
            throw e;
        }
    }

    private void awaitStart() {
        port = process.awaitOutput(STARTED, START_LIMIT).group(1);
    }

    /** The address for {@code schema.registry.url}. */
    public String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    @Override
    public void close() {
        process.kill();
        try {
            Utils.delete(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("exposures-apicurio-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path unpacked(Path archive, Path into) {
        if (!Files.isRegularFile(archive)) {
            throw new IllegalStateException(archive + " is missing: `mvn verify` fetches the registry");
        }
        try {
            Process tar = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", into.toString())
                    .inheritIO()
                    .start();
            if (tar.waitFor() != 0) {
                throw new IllegalStateException("cannot unpack " + archive);
            }
            return into;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + archive, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while unpacking " + archive, e);
        }
    }

    private static Path runner(Path unpacked) {
        try (Stream<Path> files = Files.list(unpacked)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no Apicurio runner in " + unpacked));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path ownClasses() {
        try {
            return Path.of(ChildMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
