package io.exposures.joiner.repartition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.joiner.Joiner;
import io.exposures.joiner.JoinerSetup;
import io.exposures.joiner.Traffic;
import io.exposures.testing.SharedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log in four partitions, and the same in seven: the replay of the copy comes to the same. */
class RepartitionIT {

    @TempDir
    Path directory;

    private JoinerSetup setup;
    private final StringWriter output = new StringWriter();

    @BeforeEach
    void setUp() {
        setup = new JoinerSetup(RepartitionIT.class, directory);
    }

    @AfterEach
    void tearDown() {
        setup.close();
    }

    private int repartition(String prefix) throws IOException {
        Path config = directory.resolve("joiner.properties");
        try (Writer writer = Files.newBufferedWriter(config)) {
            setup.properties(Map.of()).store(writer, null);
        }
        PrintWriter out = new PrintWriter(output, true);
        return RepartitionMain.run(
                out,
                out,
                "--config",
                config.toString(),
                "--to-prefix",
                prefix,
                "--partitions",
                "7",
                "--replication-factor",
                "1");
    }

    private JsonNode hash(Joiner joiner, String experiment) {
        return setup.get(joiner, "/api/v1/experiments/" + experiment + "/hash");
    }

    @Test
    void theReplayOfACopyInMorePartitionsComesToTheSame() throws Exception {
        Traffic traffic = new Traffic(6, 300, Instant.now());
        String prefix = setup.prefix + "wide.";
        try (Joiner narrow = setup.start(Map.of())) {
            setup.send(traffic.exposures, traffic.outcomes, 6);
            setup.awaitConsumed(narrow, traffic);

            assertThat(repartition(prefix)).as(output.toString()).isZero();
            Map<String, String> settings = Map.of(
                    "joiner.topic.prefix",
                    prefix,
                    "application.id",
                    prefix + "joiner",
                    "state.dir",
                    directory.resolve("wide").toString());
            try (Joiner wide = setup.start(settings)) {
                setup.awaitConsumed(wide, traffic);
                for (String experiment : new String[] {"experiment-0", "experiment-1"}) {
                    JsonNode before = hash(narrow, experiment);
                    JsonNode after = hash(wide, experiment);
                    assertThat(after.path("asOf")).hasSize(7);
                    for (String name : new String[] {"rows", "row_hash", "unit_hash", "sums_hash"}) {
                        assertThat(before.path(name).asText()).isNotEmpty();
                        assertThat(after.path(name)).as(name).isEqualTo(before.path(name));
                    }
                }
                assertThat(classes(wide)).isEqualTo(classes(narrow));
            }
        }
        assertThat(timestampType(prefix + "exposures")).isEqualTo("LogAppendTime");
    }

    private JsonNode classes(Joiner joiner) {
        JsonNode total = setup.get(joiner, "/api/v1/ledger").path("total");
        return total.at("/outcomes/classes");
    }

    private static String timestampType(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
            return admin.describeConfigs(List.of(resource)).all().get().values().stream()
                    .map(config -> config.get("message.timestamp.type").value())
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void topicsThatHoldRecordsAreNotCopiedInto() throws Exception {
        Traffic traffic = new Traffic(7, 20, Instant.now());
        setup.start(Map.of()).close();
        setup.send(traffic.exposures, traffic.outcomes, 7);

        assertThat(repartition(setup.prefix)).isEqualTo(1);
        assertThat(output.toString()).contains("holds records");
    }
}
