package io.exposures.benchmarks;

import io.exposures.benchmarks.assignment.AssignmentCommand;
import io.exposures.benchmarks.joiner.JoinerCommand;
import io.exposures.benchmarks.producer.ProducerCommand;
import io.exposures.benchmarks.results.ResultsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code bench}: one subcommand for each thing that is measured. */
@Command(
        name = "bench",
        description = "Measures this project side by side with its alternatives.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AssignmentCommand.class, ProducerCommand.class, JoinerCommand.class, ResultsCommand.class})
public final class Main {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean helpRequested;

    private Main() {}

    /** Runs a subcommand and exits: 0 after a measurement, 1 if it failed, 2 for a mistake in the arguments. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}
