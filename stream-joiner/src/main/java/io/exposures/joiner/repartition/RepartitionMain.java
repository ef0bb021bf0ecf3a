package io.exposures.joiner.repartition;

import io.exposures.joiner.JoinerConfig;
import io.exposures.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Command line of the copy into more partitions. */
@Command(
        name = "repartition",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Copies the input topics into new ones with another number of partitions, each record with its append time.",
            "Stop the producers first, or let them write to the new topics when the copy has ended."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:copied", "1:not copied; the message says why", "2:the command line is wrong"})
public final class RepartitionMain implements Callable<Integer> {

    private static final long STEP = 100_000;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The joiner's properties.")
    private Path config = Path.of("joiner.properties");

    @Option(
            names = "--to-prefix",
            required = true,
            paramLabel = "PREFIX",
            description = "What the names of the new topics start with.")
    private String prefix = "";

    @Option(names = "--partitions", required = true, paramLabel = "N", description = "Partitions of the new topics.")
    private int partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "-1",
            description = "Replicas of the new topics (default: the brokers').")
    private short replicas;

    private RepartitionMain() {}

    /** Runs the command. */
    public static void main(String[] args) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args));
    }

    /** Runs the command and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new RepartitionMain()).setOut(out).setErr(err).execute(args);
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try {
            JoinerConfig joiner = JoinerConfig.load(config);
            Topics to = Topics.withPrefix(prefix);
            Map<String, Object> client = new HashMap<>(joiner.passedOn());
            try (Admin admin = Admin.create(client)) {
                new Repartitioner(client, admin, joiner.topics(), to)
                        .copy(partitions, replicas, (topic, copied) -> report(line.getErr(), topic, copied));
            }
            line.getOut()
                    .println("copied into " + to.exposures().name() + " and "
                            + to.outcomes().name()
                            + ". Start a joiner there with joiner.topic.prefix=" + prefix
                            + " and a new application.id, and compare.");
            return CommandLine.ExitCode.OK;
        } catch (IOException e) {
            line.getErr().println("repartition: cannot read " + config + ": " + e.getMessage());
        } catch (IllegalArgumentException | IllegalStateException | KafkaException e) {
            line.getErr().println("repartition: " + e.getMessage());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static void report(PrintWriter err, String topic, long copied) {
        if (copied > 0 && copied % STEP == 0) {
            err.println(topic + ": " + copied + " records");
        }
    }
}
