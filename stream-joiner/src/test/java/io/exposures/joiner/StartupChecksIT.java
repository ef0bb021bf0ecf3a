package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.exposures.schemas.Topics;
import io.exposures.testing.SharedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks and the creation of topics, and {@code bin/topics}, on a real broker. */
class StartupChecksIT {

    private static final short ONE_REPLICA = 1;

    private final Topics topics = Topics.withPrefix(SharedBroker.newPrefix(StartupChecksIT.class));
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()));

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void topicsThatWereCreatedFit() {
        List<String> created = new TopicCreation(admin, topics).createMissing(3, ONE_REPLICA);
        assertThat(created).hasSameSizeAs(topics.all());
        assertThat(new StartupChecks(admin, topics).check()).isEqualTo(3);
    }

    @Test
    void creatingTwiceChangesNothing() {
        TopicCreation creation = new TopicCreation(admin, topics);
        creation.createMissing(3, ONE_REPLICA);
        assertThat(creation.createMissing(5, ONE_REPLICA)).isEmpty();
        assertThat(new StartupChecks(admin, topics).check()).isEqualTo(3);
    }

    @Test
    void severalInstancesMayCreateAtOnce() {
        List<CompletableFuture<List<String>>> instances = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> new TopicCreation(admin, topics).createMissing(2, ONE_REPLICA)))
                .toList();
        List<String> created =
                instances.stream().flatMap(done -> done.join().stream()).toList();
        assertThat(created).doesNotHaveDuplicates().hasSameSizeAs(topics.all());
    }

    @Test
    void missingTopicsGetThePartitionsOfTheInputs() throws Exception {
        create(new NewTopic(topics.exposures().name(), 5, ONE_REPLICA)
                .configs(topics.exposures().config()));
        new TopicCreation(admin, topics).createMissing(3, ONE_REPLICA);
        assertThat(new StartupChecks(admin, topics).check()).isEqualTo(5);
    }

    @Test
    void missingTopicsAreAllNamed() {
        assertThatThrownBy(() -> new StartupChecks(admin, topics).check())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("topic " + topics.exposures().name() + ": it is missing")
                .hasMessageContaining("topic " + topics.rejected().name() + ": it is missing")
                .hasMessageContaining("bin/topics --create --bootstrap-server " + SharedBroker.bootstrapServers()
                        + " --prefix " + topics.prefix());
    }

    @Test
    void inputsWithTheProducersClockAreRefused() throws Exception {
        new TopicCreation(admin, topics).createMissing(2, ONE_REPLICA);
        set(topics.outcomes().name(), "message.timestamp.type", "CreateTime");
        assertThatThrownBy(() -> new StartupChecks(admin, topics).check())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(
                        topics.outcomes().name() + ": message.timestamp.type is CreateTime, expected LogAppendTime");
    }

    @Test
    void anUnreachableBrokerIsNamedAsSuch() {
        Map<String, Object> nowhere =
                Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 500, "request.timeout.ms", 400);
        try (Admin lost = Admin.create(nowhere)) {
            assertThatThrownBy(() -> new StartupChecks(lost, topics).check())
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("the brokers do not answer");
        }
    }

    @Test
    void theCommandCreatesAndShowsTopics() {
        Output created = command("--create", "--partitions", "2", "--prefix", topics.prefix());
        assertThat(created.exitCode()).isZero();
        assertThat(created.out()).contains("created " + topics.exposures().name());
        Output shown = command("--list", "--prefix", topics.prefix());
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out().lines().filter(line -> line.endsWith(" ok"))).hasSameSizeAs(topics.all());
    }

    @Test
    void theCommandFailsWhileATopicDoesNotFit() throws Exception {
        new TopicCreation(admin, topics).createMissing(2, ONE_REPLICA);
        set(topics.unitStatus().name(), "cleanup.policy", "delete");
        Output shown = command("--list", "--prefix", topics.prefix());
        assertThat(shown.exitCode()).isEqualTo(1);
        assertThat(shown.out())
                .contains("must change: topic " + topics.unitStatus().name()
                        + ": cleanup.policy is delete, expected compact");
    }

    @Test
    void theCommandReadsClientSettingsFromAFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("client.properties");
        Files.writeString(file, "security.protocol=NONSENSE\n");
        Output refused = command("--list", "--command-config", file.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("topics: ")
                .contains("security.protocol")
                .hasLineCount(1);
    }

    @Test
    void theCommandNamesAFileThatItCannotRead() {
        Output refused = command("--list", "--command-config", "nowhere.properties");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).isEqualToIgnoringNewLines("topics: cannot read nowhere.properties");
    }

    @Test
    void theCommandRefusesNonsense() {
        assertThat(command("--list", "--create").exitCode()).isEqualTo(2);
        assertThat(command().exitCode()).isEqualTo(2);
        assertThat(command("--create", "--partitions", "0").exitCode()).isEqualTo(2);
        assertThat(command("--list", "--prefix", "a b").exitCode()).isEqualTo(2);
    }

    private record Output(int exitCode, String out, String err) {}

    private static Output command(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = new String[args.length + 2];
        all[0] = "--bootstrap-server";
        all[1] = SharedBroker.bootstrapServers();
        System.arraycopy(args, 0, all, 2, args.length);
        int exitCode = TopicsMain.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
        return new Output(exitCode, out.toString(), err.toString());
    }

    private void create(NewTopic topic) throws Exception {
        admin.createTopics(List.of(topic)).all().get();
        // A broker says that a topic is created a moment before it shows it.
        await().until(() -> admin.listTopics().names().get().contains(topic.name()));
    }

    private void set(String topic, String setting, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
        await().until(() -> value.equals(settings(topic).get(setting)));
    }

    private Map<String, String> settings(String topic) {
        TopicState state = new TopicAdmin(admin, topics).states().get(topic);
        return state == null ? Map.of() : state.config();
    }
}
