package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposures.joiner.definitions.DefinitionLog;
import io.exposures.joiner.definitions.DefinitionWriter;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.records.Exposure;
import io.exposures.records.Source;
import io.exposures.schemas.Topics;
import io.exposures.schemas.serde.AvroSerializer;
import io.exposures.testing.RegistryServer;
import io.exposures.testing.SharedBroker;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/experiments} on a real broker, and what a running joiner makes of it. */
class ExperimentsIT {

    private static final String EXAMPLE = "../docs/examples/checkout.yaml";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private static RegistryServer registry;

    private final Topics topics = Topics.withPrefix(SharedBroker.newPrefix(ExperimentsIT.class));

    @TempDir
    Path directory;

    private record Output(int exitCode, String out, String err) {}

    @BeforeAll
    static void startRegistry() {
        registry = RegistryServer.start();
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
    }

    @BeforeEach
    void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
            new TopicCreation(admin, topics).createMissing(2, (short) 1);
        }
    }

    private static Output run(List<String> args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = ExperimentsMain.run(
                new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
        return new Output(exitCode, out.toString(), err.toString());
    }

    private Output command(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(
                "--bootstrap-server", SharedBroker.bootstrapServers(),
                "--schema-registry", registry.url(),
                "--prefix", topics.prefix()));
        return run(all);
    }

    private String file(String text) throws IOException {
        Path file = Files.createTempFile(directory, "definition", ".yaml");
        return Files.writeString(file, text).toString();
    }

    private String put(String text) throws IOException {
        Output output = command("put", file(text));
        assertThat(output.exitCode()).as(output.err()).isZero();
        return output.out();
    }

    private Map<String, Object> clients() {
        return Map.of("bootstrap.servers", SharedBroker.bootstrapServers(), "schema.registry.url", registry.url());
    }

    @Test
    void whatIsPutCanBeGotAndPutAgainWithoutAChange() throws IOException {
        assertThat(command("put", EXAMPLE).out())
                .isEqualToIgnoringNewLines("checkout (salt checkout-2026-03): new, version 1version 1 is written");
        Output got = command("get", "checkout");
        assertThat(got.out()).startsWith("# version 1\nname: checkout\nsalt: checkout-2026-03\n");
        assertThat(put(got.out()))
                .isEqualToIgnoringNewLines("checkout (salt checkout-2026-03): nothing changes, version 1 stays");
        assertThat(put(Files.readString(Path.of(EXAMPLE)))).contains("nothing changes, version 1 stays");
    }

    @Test
    void putShowsWhatChangesAndWhen() throws IOException {
        String example = Files.readString(Path.of(EXAMPLE));
        put(example);
        String shown =
                put(example.replace("window: 7 days", "window: 14 days").replace("margin: 0.02", "margin: 0.05"));
        assertThat(shown.lines())
                .containsExactly(
                        "checkout (salt checkout-2026-03): version 1 -> 2",
                        "  on rebuild  window                       7 days -> 14 days",
                        "  at once     metrics[page errors].margin  0.02 -> 0.05",
                        "  \"on rebuild\": where the experiment has begun the old value stays until the input topics are replayed"
                                + " into a new application.id",
                        "version 2 is written");
        assertThat(command("get", "checkout").out()).startsWith("# version 2\n").contains("window: 14 days");
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        put("name: x");
        Output dry = command("put", "--dry-run", file("name: x\nwindow: 1 day"));
        assertThat(dry.exitCode()).isZero();
        assertThat(dry.out()).contains("version 1 -> 2", "(none) -> 1 day", "dry run: nothing was written");
        assertThat(command("get", "x").out()).startsWith("# version 1\n").doesNotContain("window");
    }

    @Test
    void mistakesAreToldWithFileLineAndColumnBeforeTheBrokerIsAsked() throws IOException {
        String file = file("name: x\nwindw: 7 days\nalpha: 2\n");
        Output refused = run(List.of("put", file, "--bootstrap-server", "127.0.0.1:1"));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith(file + ":2:1: windw: unknown field")
                                .endsWith("did you mean window?"),
                        second ->
                                assertThat(second).startsWith(file + ":3:8: alpha: expected a number between 0 and 1"),
                        third -> assertThat(third).isEqualTo("experiments: 2 mistakes; nothing was written"));
    }

    @Test
    void listIsATable() throws IOException {
        assertThat(command("list").out()).isEqualToIgnoringNewLines("there are no definitions");
        put("name: button\nwindow: 36 hours\nend: 2026-03-01\nmetrics: [{name: a}, {name: b}]");
        put("name: hat\nsalt: s2");
        assertThat(command("list").out().lines())
                .containsExactly(
                        "NAME    SALT    VERSION  START  END                   WINDOW    ARMS  METRICS",
                        "button  button  1        -      2026-03-01T00:00:00Z  36 hours  0     2",
                        "hat     s2      1        -      -                     -         0     0");
    }

    @Test
    void aNameWithSeveralSaltsNeedsTheSalt() throws IOException {
        put("name: button\nsalt: v1");
        put("name: button\nsalt: v2");
        Output ambiguous = command("get", "button");
        assertThat(ambiguous.exitCode()).isEqualTo(1);
        assertThat(ambiguous.err())
                .isEqualToIgnoringNewLines("experiments: button is defined with 2 salts, add one of: v1, v2");
        assertThat(command("get", "button", "v2").out()).contains("salt: v2");
        assertThat(command("get", "button", "v3").exitCode()).isEqualTo(1);
        assertThat(command("get", "buton").err()).contains("there is no definition of buton", "did you mean button?");
    }

    @Test
    void deleteTakesADefinitionBackAndItsVersionIsNotUsedAgain() throws IOException {
        put("name: x");
        assertThat(command("delete", "x").out()).isEqualToIgnoringNewLines("x: version 1 is deleted");
        Output again = command("delete", "x");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err())
                .isEqualToIgnoringNewLines("experiments: there is no definition of x; list shows what there is");
        assertThat(put("name: x\nwindow: 1 day")).contains("x: new, version 2", "version 2 is written");
    }

    @Test
    void aWriterThatWasOvertakenChangesNothing() throws IOException {
        try (DefinitionWriter slow = new DefinitionWriter(clients(), topics)) {
            var stored = new DefinitionLog(clients(), topics).read();
            put("name: x\nwindow: 1 day");
            ExperimentId x = new ExperimentId("x", "x");
            assertThatThrownBy(() -> slow.write(x, null)).satisfies(ExperimentsIT::isShutOut);
            assertThat(stored.find(x)).isEmpty();
        }
        assertThat(command("get", "x").out()).contains("window: 1 day");
    }

    private static void isShutOut(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            chain.add(cause);
        }
        assertThat(chain)
                .hasAtLeastOneElementOfType(KafkaException.class)
                .anyMatch(cause ->
                        cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException);
    }

    @Test
    void aRecordThatCannotBeReadIsPassedOverAndTold() throws Exception {
        put("name: x");
        Map<String, Object> client = Map.of("bootstrap.servers", SharedBroker.bootstrapServers());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            String topic = topics.experiments().name();
            producer.send(new ProducerRecord<>(topic, "[\"y\",\"y\"]", new byte[] {1, 2, 3}))
                    .get();
            producer.send(new ProducerRecord<>(topic, "no key", null)).get();
        }
        Output listed = command("list");
        assertThat(listed.exitCode()).isZero();
        assertThat(listed.err().lines()).hasSize(2).allMatch(line -> line.startsWith("experiments: passed over"));
        assertThat(listed.out().lines()).hasSize(2);
    }

    @Test
    void aMissingTopicIsNamedWithTheCommandThatCreatesIt() {
        Output refused =
                run(List.of("list", "--bootstrap-server", SharedBroker.bootstrapServers(), "--prefix", "nowhere."));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualToIgnoringNewLines(
                        "experiments: topic nowhere.experiments is missing; create it with: bin/topics"
                                + " --create --bootstrap-server " + SharedBroker.bootstrapServers()
                                + " --prefix nowhere.");
    }

    @Test
    void anUnreachableBrokerIsToldInOneLine() throws IOException {
        String settings = file("default.api.timeout.ms=500\nrequest.timeout.ms=400\n");
        Output refused = run(List.of("list", "--bootstrap-server", "127.0.0.1:1", "--command-config", settings));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("experiments: the brokers do not answer")
                .hasLineCount(1);
    }

    @Test
    void anUnreachableRegistryIsToldInOneLine() throws IOException {
        Output refused = run(List.of(
                "put",
                file("name: x"),
                "--bootstrap-server",
                SharedBroker.bootstrapServers(),
                "--prefix",
                topics.prefix(),
                "--schema-registry",
                "http://127.0.0.1:1"));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("experiments: ")
                .contains("http://127.0.0.1:1")
                .hasLineCount(1);
    }

    @Test
    void theJoinersOwnFileWillDo() throws IOException {
        String settings = file("bootstrap.servers=" + SharedBroker.bootstrapServers() + "\nschema.registry.url="
                + registry.url() + "\njoiner.topic.prefix=" + topics.prefix() + "\napplication.id=joiner\n");
        assertThat(run(List.of("--command-config", settings, "put", file("name: x")))
                        .exitCode())
                .isZero();
        assertThat(run(List.of("list", "--command-config", settings)).out()).contains("x");
    }

    @Test
    void aWrongCommandLineIsRefused() {
        assertThat(run(List.of()).exitCode()).isEqualTo(2);
        assertThat(run(List.of("put")).exitCode()).isEqualTo(2);
        assertThat(run(List.of("pot", "x.yaml")).exitCode()).isEqualTo(2);
        assertThat(run(List.of("list", "--prefix", "a b")).exitCode()).isEqualTo(2);
        assertThat(run(List.of("put", "nowhere.yaml")).err())
                .isEqualToIgnoringNewLines("experiments: there is no file nowhere.yaml");
    }

    @Test
    void aRunningJoinerKeepsWhatIsBoundAndShowsWhatWaitsForARebuild() throws Exception {
        put("name: button\nwindow: 7 days");
        try (Joiner joiner = joiner()) {
            expose("ann");
            await().atMost(PATIENCE)
                    .until(() -> !definition(joiner).path("bound").isEmpty());
            put("name: button\nwindow: 14 days\nmetrics: [{name: buy, role: primary}]");
            await().atMost(PATIENCE)
                    .until(() -> definition(joiner).at("/newest/version").asInt() == 2);
            JsonNode answer = definition(joiner);
            assertThat(answer.at("/bound/0/version").asInt()).isEqualTo(1);
            assertThat(answer.at("/newest/definition/window").asText()).isEqualTo("14 days");
            assertThat(answer.at("/takes_effect_on_rebuild/0/bound_version").asInt())
                    .isEqualTo(1);
            assertThat(answer.at("/takes_effect_on_rebuild/0/fields/0")).hasToString("""
                    {"field":"window","bound":"7 days","newest":"14 days"}""");

            // A second exposure binds nothing anew.
            expose("ann");
            await().atMost(PATIENCE).until(() -> exposuresConsumed(joiner) == 2);
            assertThat(definition(joiner).at("/bound/0/version").asInt()).isEqualTo(1);
        }
    }

    private Joiner joiner() {
        Properties properties = new Properties();
        properties.putAll(clients());
        properties.putAll(Map.of(
                "application.id",
                topics.prefix() + "joiner",
                "state.dir",
                directory.resolve("state").toString(),
                "joiner.topic.prefix",
                topics.prefix(),
                "joiner.heartbeats",
                "false",
                "joiner.http.port",
                "0"));
        return Joiner.start(JoinerConfig.of(properties));
    }

    private void expose(String userid) throws Exception {
        AvroSerializer<Exposure> values = new AvroSerializer<>();
        values.configure(clients(), false);
        Exposure exposure = Exposure.newBuilder()
                .setExposureId("x-" + System.nanoTime())
                .setUserid(userid)
                .setUnit(userid)
                .setName("button")
                .setSalt("button")
                .setInputs(Map.of())
                .setParams(Map.of("colour", "red"))
                .setTime(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setSource(new Source("test", ""))
                .build();
        try (KafkaProducer<String, Exposure> producer =
                new KafkaProducer<>(clients(), new StringSerializer(), values)) {
            producer.send(new ProducerRecord<>(topics.exposures().name(), userid, exposure))
                    .get();
        }
    }

    private static JsonNode definition(Joiner joiner) {
        return get(joiner, "/api/v1/experiments/button/definition");
    }

    private static long exposuresConsumed(Joiner joiner) {
        return get(joiner, "/api/v1/ledger").at("/total/exposures/consumed").asLong();
    }

    private static JsonNode get(Joiner joiner, String path) {
        HttpRequest request = HttpRequest.newBuilder(joiner.address().resolve(URI.create(path)))
                .build();
        try {
            return JSON.readTree(HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
