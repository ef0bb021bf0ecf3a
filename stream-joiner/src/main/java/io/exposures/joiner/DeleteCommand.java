package io.exposures.joiner;

import io.exposures.joiner.ConnectionOptions.Connection;
import io.exposures.joiner.definitions.DefinitionWriter;
import io.exposures.joiner.definitions.StoredDefinitions;
import io.exposures.joiner.join.ExperimentId;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Takes a definition back. */
@Command(
        name = "delete",
        sortOptions = false,
        description = "Takes a definition back. Where the experiment has begun, what is bound stays.")
final class DeleteCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @ParentCommand
    @Nullable
    ExperimentsMain parent;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the experiment.")
    String name = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "SALT", description = "Its salt, when there are several.")
    @Nullable
    String salt;

    @Override
    public Integer call() throws IOException {
        CommandLine commandLine = Commands.commandLine(spec);
        Connection connection = Commands.connect(parent);
        try (DefinitionWriter writer = new DefinitionWriter(connection.settings(), connection.topics())) {
            StoredDefinitions stored = Commands.read(connection, commandLine.getErr());
            ExperimentId experiment = Commands.find(stored, name, salt);
            int version = stored.find(experiment).orElseThrow().getVersion();
            writer.write(experiment, null);
            commandLine.getOut().println(Commands.name(experiment) + ": version " + version + " is deleted");
        }
        return 0;
    }
}
