package io.exposures.joiner;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.joiner.certify.CertifyMain;
import io.exposures.joiner.repartition.RepartitionMain;
import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import io.exposures.schemas.serde.AvroSerializer;
import io.exposures.schemas.serde.TrustedRecords;
import io.exposures.testing.JvmProcess;
import io.exposures.testing.RegistryServer;
import io.exposures.testing.SecuredBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Joiner and tools against a broker that asks for TLS, a password, and rights: with exactly the rights that the operator's
 * guide lists, everything works; without one of them, a clear message says what is missing.
 */
class SecuredJoinerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Topics TOPICS = Topics.withPrefix("");
    private static final String APPLICATION = "exposures-joiner";

    @TempDir
    static Path keys;

    private static SecuredBroker broker;
    private static Admin admin;

    @TempDir
    Path directory;

    private final RegistryServer registry = RegistryServer.start();

    @BeforeAll
    static void startBroker() {
        TrustedRecords.trust();
        broker = SecuredBroker.start(keys);
        admin = Admin.create(Map.of("bootstrap.servers", broker.openBootstrapServers()));
        for (String user : List.of("joiner", "operator", "auditor", "service", "nobody")) {
            broker.addUser(user);
        }
        // Table "Rights" of docs/OPERATIONS.md.
        for (Topic<?> topic : List.of(
                TOPICS.exposures(), TOPICS.outcomes(), TOPICS.ledger(), TOPICS.summaries(), TOPICS.rejected())) {
            broker.allow("joiner", TOPIC, LITERAL, topic.name(), READ, WRITE, DESCRIBE_CONFIGS);
        }
        for (Topic<?> topic : List.of(TOPICS.exposedOutcomes(), TOPICS.unitStatus())) {
            broker.allow("joiner", TOPIC, LITERAL, topic.name(), WRITE, DESCRIBE_CONFIGS);
        }
        broker.allow("joiner", TOPIC, LITERAL, TOPICS.experiments().name(), READ, DESCRIBE_CONFIGS);
        broker.allow("joiner", TOPIC, PREFIXED, APPLICATION + "-", READ, WRITE, CREATE);
        broker.allow("joiner", GROUP, PREFIXED, APPLICATION, READ);
        broker.allow("joiner", TRANSACTIONAL_ID, PREFIXED, APPLICATION, WRITE);
        for (Topic<?> topic : TOPICS.all()) {
            broker.allow("operator", TOPIC, LITERAL, topic.name(), CREATE, DESCRIBE, DESCRIBE_CONFIGS);
            broker.allow("auditor", TOPIC, LITERAL, topic.name(), READ, DESCRIBE_CONFIGS);
        }
        broker.allow("operator", TOPIC, LITERAL, TOPICS.experiments().name(), READ, WRITE);
        broker.allow("operator", TRANSACTIONAL_ID, LITERAL, TOPICS.experiments().name() + "-writer", WRITE);
        broker.allow("operator", TOPIC, LITERAL, TOPICS.exposures().name(), READ);
        broker.allow("operator", TOPIC, LITERAL, TOPICS.outcomes().name(), READ);
        broker.allow("operator", TOPIC, PREFIXED, "wide.", CREATE, WRITE, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS);
        broker.allow("auditor", GROUP, PREFIXED, APPLICATION, READ, DELETE);
        for (Topic<?> topic : List.of(TOPICS.exposures(), TOPICS.outcomes(), TOPICS.ledger())) {
            broker.allow("service", TOPIC, LITERAL, topic.name(), WRITE);
        }
    }

    @AfterAll
    static void closeBroker() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void createTopics() throws IOException {
        assertThat(topics("operator", "--create", "--partitions", "4", "--replication-factor", "1"))
                .contains("exposures");
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    private Path clientFile(String user) throws IOException {
        Properties properties = new Properties();
        properties.putAll(broker.clientSettings(user, user));
        properties.put("schema.registry.url", registry.url());
        Path file = directory.resolve(user + ".properties");
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    private String topics(String user, String... arguments) throws IOException {
        StringWriter output = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--command-config", clientFile(user).toString()));
        all.addAll(List.of("--bootstrap-server", broker.securedBootstrapServers()));
        TopicsMain.run(new PrintWriter(output, true), new PrintWriter(output, true), all.toArray(new String[0]));
        return output.toString();
    }

    private JoinerConfig config(String user, String password, Map<String, String> more) {
        return JoinerConfig.of(properties(user, password, more));
    }

    private Properties properties(String user, String password, Map<String, String> more) {
        Properties properties = new Properties();
        properties.putAll(broker.clientSettings(user, password));
        properties.putAll(Map.of(
                "schema.registry.url",
                registry.url(),
                "application.id",
                APPLICATION,
                "state.dir",
                directory.resolve("state").toString(),
                "joiner.http.port",
                "0",
                "joiner.topics.check.interval",
                "PT1S",
                "joiner.drain",
                "PT0.01S"));
        properties.putAll(more);
        return properties;
    }

    private JsonNode get(Joiner joiner, String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(joiner.address().resolve(URI.create(path)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return JoinerSetup.json(answer);
    }

    private void send(String user, Traffic traffic) throws Exception {
        Map<String, Object> settings = new HashMap<>(broker.clientSettings(user, user));
        settings.put("schema.registry.url", registry.url());
        AvroSerializer<SpecificRecord> values = new AvroSerializer<>();
        values.configure(settings, false);
        try (KafkaProducer<String, SpecificRecord> producer =
                new KafkaProducer<>(settings, new StringSerializer(), values)) {
            for (SpecificRecord exposure : traffic.exposures) {
                producer.send(new ProducerRecord<>(TOPICS.exposures().name(), (String) exposure.get(1), exposure))
                        .get();
            }
        }
    }

    /** Runs a tool as its user would, with the joiner's file in which that user's name and password are. */
    private void runTool(String user, Class<?> main, String expected, String... arguments) throws IOException {
        Path file = directory.resolve(user + "-joiner.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            properties(user, user, Map.of()).store(writer, null);
        }
        List<String> all = new ArrayList<>(List.of("--config", file.toString()));
        all.addAll(List.of(arguments));
        JvmProcess tool = JvmProcess.start(
                main.getSimpleName(),
                directory.resolve(main.getSimpleName() + ".log"),
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                main.getName(),
                all);
        try {
            assertThat(tool.awaitOutput(Pattern.compile(expected), PATIENCE)).isNotNull();
        } finally {
            tool.kill();
        }
    }

    @Test
    void theListedRightsAreEnoughForJoinerAndTools() throws Exception {
        assertThat(topics("operator", "--list")).contains("exposures").doesNotContain("uthoriz");
        putDefinition();
        Traffic traffic = new Traffic(1, 50, Instant.now());
        send("service", traffic);
        try (Joiner joiner = Joiner.start(config("joiner", "joiner", Map.of()))) {
            await().atMost(PATIENCE)
                    .until(() -> get(joiner, "/api/v1/ledger")
                                    .at("/total/exposures/consumed")
                                    .asLong()
                            == traffic.exposures.size());
            await().atMost(PATIENCE)
                    .until(() -> get(joiner, "/readyz").path("status").asText().equals("ready"));
            await().atMost(PATIENCE).until(() -> remembered().contains("users-changelog"));
            runTool("auditor", CertifyMain.class, "^CERTIFIED");
            runTool(
                    "operator",
                    RepartitionMain.class,
                    "copied into wide.exposures",
                    "--to-prefix",
                    "wide.",
                    "--partitions",
                    "6");
        }
    }

    /** What the joiner noted of its topics: the rights are enough for that too. */
    private static String remembered() throws Exception {
        return admin.listConsumerGroupOffsets(APPLICATION + "-origin")
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .toString();
    }

    private void putDefinition() throws IOException {
        Path yaml = Files.writeString(directory.resolve("experiment.yaml"), "name: experiment-0\n");
        StringWriter output = new StringWriter();
        PrintWriter out = new PrintWriter(output, true);
        int status = ExperimentsMain.run(
                out,
                out,
                "put",
                yaml.toString(),
                "--bootstrap-server",
                broker.securedBootstrapServers(),
                "--command-config",
                clientFile("operator").toString());
        assertThat(status).as(output.toString()).isZero();
    }

    @Test
    void aMissingRightIsNamedAtStart() {
        assertThatThrownBy(() -> Joiner.start(config("nobody", "nobody", Map.of())))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("uthoriz");
    }

    @Test
    void aWrongPasswordIsNamedAtStart() {
        assertThatThrownBy(() -> Joiner.start(config("joiner", "guessed", Map.of())))
                .isInstanceOf(StartupException.class)
                .hasRootCauseInstanceOf(SaslAuthenticationException.class)
                .hasMessageContaining("uthenticat");
    }

    @Test
    void aServiceMayWriteNothingElse() throws Exception {
        Map<String, Object> settings = new HashMap<>(broker.clientSettings("service", "service"));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(
                                    TOPICS.exposedOutcomes().name(), "key", "value"))
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicAuthorizationException.class)
                    .hasMessageContaining(TOPICS.exposedOutcomes().name());
        }
    }
}
