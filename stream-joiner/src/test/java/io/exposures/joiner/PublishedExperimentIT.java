package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.joiner.definitions.DefinitionWriter;
import io.exposures.joiner.definitions.yaml.DefinitionYaml;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.testing.ExampleEvents;
import io.exposures.testing.SharedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real, widely taught experiment through the whole pipeline, by its counts: 90,189 players of a mobile game meet a gate
 * at level 30 or at level 40, and come back after a day and after seven days, or do not.
 */
class PublishedExperimentIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String DEFINITION = """
            name: cookie_cats
            arm_params: [version]
            arms:
              - {label: gate 30, params: {version: gate_30}, control: true, share: 1}
              - {label: gate 40, params: {version: gate_40}, share: 1}
            metrics:
              - {name: retention_1, event: retention_1, transform: any, role: secondary}
              - {name: retention_7, event: retention_7, transform: any, role: primary}
            """;

    private static final String DEFINED = "/api/v1/experiments/cookie_cats/definition";

    private final List<Exposure> exposures = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Instant time = Instant.now().minusSeconds(60);

    @TempDir
    Path stateDir;

    private JoinerSetup setup;

    @BeforeEach
    void setUp() {
        setup = new JoinerSetup(PublishedExperimentIT.class, stateDir);
    }

    @AfterEach
    void tearDown() {
        setup.close();
    }

    @Test
    void comesOutAsItWasPublished() throws Exception {
        players("gate_30", 44_700, 20_034, 8_502);
        players("gate_40", 45_489, 20_119, 8_279);
        try (Joiner joiner = setup.start(Map.of())) {
            define();
            await().atMost(PATIENCE).until(() -> setup.text(joiner, DEFINED).contains("\"version\":1"));
            setup.send(exposures, outcomes, 1);
            await().atMost(PATIENCE)
                    .until(() -> read(joiner, "exposures") == 90_189 && read(joiner, "outcomes") == 56_934);
            JsonNode results = setup.get(joiner, "/api/v1/experiments/cookie_cats/results?view=to_date");
            JsonNode metric = metric(results, "retention_7");
            assertArm(results, 0, 44_700);
            assertArm(results, 1, 45_489);
            assertThat(metric.at("/arms/0/nonzero").asLong()).isEqualTo(8_502);
            assertThat(metric.at("/arms/1/nonzero").asLong()).isEqualTo(8_279);
            assertThat(metric(results, "retention_1").at("/arms/0/nonzero").asLong())
                    .isEqualTo(20_034);
            assertThat(metric(results, "retention_1").at("/arms/1/nonzero").asLong())
                    .isEqualTo(20_119);
            JsonNode plain = metric.at("/comparisons/0/plain");
            assertThat(plain.path("difference").asDouble()).isCloseTo(-0.0082013, within(5e-8));
            assertThat(plain.at("/interval/0").asDouble()).isCloseTo(-0.0165683, within(5e-8));
            assertThat(plain.at("/interval/1").asDouble()).isCloseTo(0.0001657, within(5e-8));
            assertThat(results.at("/sample_ratio/epochs/0/chi_square").asDouble())
                    .isCloseTo(6.9024, within(5e-5));
        }
    }

    private void players(String version, int players, int backAfterADay, int backAfterAWeek) {
        for (int i = 0; i < players; i++) {
            String player = version + "-" + i;
            Exposure exposure = ExampleEvents.exposure("x-" + player, player, version, time);
            exposures.add(Exposure.newBuilder(exposure)
                    .setName("cookie_cats")
                    .setSalt("cookie_cats")
                    .setParams(Map.of("version", version))
                    .setDeclared(List.of("version"))
                    .build());
            if (i < backAfterADay) {
                outcomes.add(ExampleEvents.outcome("1-" + player, player, "retention_1", 1, time));
            }
            if (i >= players - backAfterAWeek) {
                outcomes.add(ExampleEvents.outcome("7-" + player, player, "retention_7", 1, time));
            }
        }
        Collections.shuffle(outcomes, new Random(players));
    }

    private void define() throws Exception {
        ExperimentDefinition definition = ExperimentDefinition.newBuilder(DefinitionYaml.read(DEFINITION))
                .setVersion(1)
                .build();
        Map<String, Object> clients = Map.of(
                "bootstrap.servers", SharedBroker.bootstrapServers(), "schema.registry.url", setup.registry.url());
        try (DefinitionWriter writer = new DefinitionWriter(clients, setup.topics)) {
            writer.write(new ExperimentId(definition.getName(), definition.getSalt()), definition);
        }
    }

    private long read(Joiner joiner, String topic) {
        return setup.get(joiner, "/api/v1/ledger")
                .path("total")
                .path(topic)
                .path("consumed")
                .asLong();
    }

    private static void assertArm(JsonNode results, int index, long units) {
        assertThat(results.path("arms").path(index).path("units").asLong()).isEqualTo(units);
    }

    private static JsonNode metric(JsonNode results, String name) {
        for (JsonNode metric : results.path("metrics")) {
            if (metric.path("metric").asText().equals(name)) {
                return metric;
            }
        }
        throw new AssertionError("no metric " + name + " in " + results);
    }
}
