package io.exposures.benchmarks;

import io.exposures.benchmarks.assignment.AssignmentCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code bench}: one subcommand for each thing that is measured. */
@Command(
        name = "bench",
        description = "Measures this project side by side with its alternatives.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = AssignmentCommand.class)
public final class Main {

    private Main() {}

    /** Runs a subcommand and exits: 0 after a measurement, 1 if it failed, 2 for a mistake in the arguments. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
