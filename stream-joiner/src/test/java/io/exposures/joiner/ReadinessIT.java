package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.testing.BrokerProcess;
import io.exposures.testing.RegistryFault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an instance says that it is ready, and that it lives. A stream thread that gives up and is replaced is expected. */
class ReadinessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path stateDir;

    private JoinerSetup setup;

    @BeforeEach
    void setUp() {
        setup = new JoinerSetup(ReadinessIT.class, stateDir);
    }

    @AfterEach
    void tearDown() {
        setup.close();
    }

    private int status(Joiner joiner, String path) {
        return setup.answer(joiner.address(), path).statusCode();
    }

    private String detail(Joiner joiner) {
        return JoinerSetup.json(setup.answer(joiner.address(), "/readyz"))
                .path("detail")
                .asText();
    }

    @Test
    void anInstanceThatIsBehindItsInputsIsNotReadyUntilItHasCaughtUp() {
        setup.start(Map.of()).close();
        Traffic traffic = new Traffic(8, 100, Instant.now());
        setup.send(traffic.exposures, traffic.outcomes, 8);
        setup.registry.inject(RegistryFault.ERROR_500);
        try (Joiner joiner = setup.start(Map.of("joiner.ready.lag", "5", "max.retries", "0"))) {
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> detail(joiner).contains("records behind its inputs"));
            assertThat(status(joiner, "/readyz")).isEqualTo(503);
            assertThat(status(joiner, "/livez")).isEqualTo(200);

            setup.registry.heal();

            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> status(joiner, "/readyz") == 200);
            setup.awaitConsumed(joiner, traffic);
            JsonNode partitions = setup.get(joiner, "/health").path("partitions");
            assertThat(partitions).hasSize(4);
            partitions.forEach(
                    partition -> assertThat(partition.path("lag").asLong()).isLessThanOrEqualTo(5));
        }
    }

    @Test
    void anInstanceLivesWhileItsBrokersAreGone() {
        try (BrokerProcess broker = BrokerProcess.start()) {
            Map<String, String> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (Joiner joiner = setup.start(settings)) {
                await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> status(joiner, "/readyz") == 200);
                broker.pause();

                assertThat(status(joiner, "/livez")).isEqualTo(200);
                assertThat(status(joiner, "/health")).isEqualTo(200);
                assertThat(status(joiner, "/metrics")).isEqualTo(200);
                assertThat(status(joiner, "/api/v1/ledger")).isEqualTo(200);

                broker.resume();
            }
        }
    }
}
