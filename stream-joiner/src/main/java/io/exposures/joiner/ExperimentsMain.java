package io.exposures.joiner;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes, shows and deletes definitions of experiments. */
@Command(
        name = "experiments",
        sortOptions = false,
        synopsisSubcommandLabel = "(put FILE | get NAME [SALT] | list | delete NAME [SALT])",
        description = "Writes, shows and deletes definitions of experiments.",
        subcommands = {PutCommand.class, GetCommand.class, ListCommand.class, DeleteCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or nothing to do",
            "1:the file has mistakes, the experiment is unknown, or broker or registry do not answer",
            "2:the command line is wrong"
        })
public final class ExperimentsMain {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this.")
    boolean help;

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    private ExperimentsMain() {}

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
        return new CommandLine(new ExperimentsMain())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(ExperimentsMain::fail)
                .execute(args);
    }

    /** One clear line; a stack trace would not help whoever typed the command. */
    private static int fail(Exception e, CommandLine commandLine, CommandLine.@Nullable ParseResult parsed) {
        commandLine.getErr().println("experiments: " + explanation(e));
        return 1;
    }

    private static String explanation(Exception e) {
        Throwable cause = e.getCause() instanceof KafkaException inner ? inner : e;
        if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
            return "another command changed definitions at the same moment; nothing was written, run it again";
        }
        if (cause instanceof TimeoutException) {
            return "the brokers do not answer (" + cause.getMessage() + ")";
        }
        return String.valueOf(cause.getMessage());
    }
}
