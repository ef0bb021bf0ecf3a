package io.exposures.benchmarks.assignment;

import cloud.eppo.BaseEppoClient;
import cloud.eppo.ConfigurationStore;
import cloud.eppo.api.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Eppo's client with one two-arm flag from a file, without a logger and without a connection. */
@State(Scope.Benchmark)
public class Eppo {

    private static final String FLAGS = "/peers/eppo.json";

    private final Client client = new Client();

    String arm(String userid) {
        return client.getStringAssignment("two-arm", userid, "none");
    }

    /** The base client is made to be extended by the SDK of a platform. */
    private static final class Client extends BaseEppoClient {

        Client() {
            super(
                    "no-key",
                    "benchmark",
                    "1",
                    null,
                    null,
                    null,
                    null,
                    new ConfigurationStore(),
                    true,
                    false,
                    false,
                    CompletableFuture.completedFuture(configuration()),
                    null,
                    null);
        }
    }

    private static Configuration configuration() {
        try (InputStream flags = Objects.requireNonNull(Eppo.class.getResourceAsStream(FLAGS), FLAGS)) {
            return new Configuration.Builder(flags.readAllBytes()).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
