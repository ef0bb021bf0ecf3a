package io.exposures.joiner;

import io.exposures.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the pipeline's topics, or creates the missing ones. */
@Command(
        name = "topics",
        sortOptions = false,
        description = "Shows the pipeline's topics, or creates the missing ones.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all topics are as the joiner needs them",
            "1:a topic is missing or does not fit, or the brokers do not answer",
            "2:the command line is wrong"
        })
public final class TopicsMain implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    @ArgGroup(exclusive = true, multiplicity = "1")
    Action action = new Action();

    /** What to do. */
    static final class Action {
        @Option(names = "--list", description = "Show each topic and what is not as expected.")
        boolean list;

        @Option(names = "--create", description = "Create the missing topics; existing ones are left as they are.")
        boolean create;
    }

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:9092",
            description = "Brokers, separated by commas (default: ${DEFAULT-VALUE}).")
    String bootstrapServers = "";

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "What all topic names start with (default: nothing).")
    String prefix = "";

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "Partitions of the topics spread by userid (default: ${DEFAULT-VALUE}). Fixed at birth: when an"
                            + " input topic exists, its number is used.")
    int partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "-1",
            description = "Replicas of each partition (default: what the brokers are set to).")
    short replicationFactor;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties of the Kafka client, for example for TLS and SASL.")
    @Nullable
    Path commandConfig;

    private TopicsMain() {}

    /** Runs the command and exits. */
    public static void main(String[] args) {
        // An unreachable broker is told in one line, not by the client's log.
        System.setProperty("kafka.log.level", "OFF");
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args));
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new TopicsMain())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(TopicsMain::fail)
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        Topics topics = topics();
        try (Admin admin = Admin.create(clientSettings())) {
            if (action.create) {
                List<String> created = new TopicCreation(admin, topics).createMissing(partitions(), replicationFactor);
                created.forEach(name -> out().println("created " + name));
            }
            return show(topics, new TopicAdmin(admin, topics).states());
        }
    }

    private Integer show(Topics topics, Map<String, TopicState> states) {
        String file = commandConfig == null ? null : commandConfig.toString();
        TopicRules rules = new TopicRules(topics, new TopicCommands(bootstrapServers, prefix, file));
        List<TopicFinding> findings = rules.findings(states);
        TopicTable.print(topics, states, findings, out());
        return findings.stream().anyMatch(TopicFinding::fatal) ? 1 : 0;
    }

    private Topics topics() {
        try {
            return Topics.withPrefix(prefix);
        } catch (IllegalArgumentException e) {
            throw wrong("--prefix", String.valueOf(e.getMessage()));
        }
    }

    private int partitions() {
        if (partitions < 1) {
            throw wrong("--partitions", "expected at least 1, got " + partitions);
        }
        return partitions;
    }

    private Properties clientSettings() throws IOException {
        Properties settings = new Properties();
        if (commandConfig != null) {
            try (Reader reader = Files.newBufferedReader(commandConfig, StandardCharsets.UTF_8)) {
                settings.load(reader);
            }
        }
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return settings;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec, "set by picocli").commandLine();
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private CommandLine.ParameterException wrong(String option, String detail) {
        return new CommandLine.ParameterException(commandLine(), option + ": " + detail);
    }

    /** One clear line; a stack trace would not help whoever typed the command. */
    private static int fail(Exception e, CommandLine commandLine, CommandLine.@Nullable ParseResult parsed) {
        String what = e instanceof IOException ? "cannot read " + e.getMessage() : String.valueOf(e.getMessage());
        commandLine.getErr().println("topics: " + what);
        return 1;
    }
}
