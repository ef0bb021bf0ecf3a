package io.exposures.benchmarks.assignment;

import com.launchdarkly.logging.Logs;
import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.FileData;
import java.io.IOException;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** LaunchDarkly's client with one two-arm flag from a file, without events and without a connection. */
@State(Scope.Benchmark)
public class LaunchDarkly {

    private static final String FLAGS = "peers/launchdarkly.json";

    private final LDClient client = new LDClient(
            "no-key",
            new LDConfig.Builder()
                    .dataSource(FileData.dataSource().classpathResources(FLAGS))
                    .events(Components.noEvents())
                    .logging(Components.logging(Logs.none()))
                    .build());

    String arm(String userid) {
        return client.stringVariation("two-arm", LDContext.create(userid), "none");
    }

    /** Stops the client's threads. */
    @TearDown
    public void close() throws IOException {
        client.close();
    }
}
