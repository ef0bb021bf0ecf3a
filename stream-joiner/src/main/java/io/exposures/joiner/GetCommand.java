package io.exposures.joiner;

import io.exposures.joiner.definitions.StoredDefinitions;
import io.exposures.joiner.definitions.yaml.DefinitionYaml;
import io.exposures.records.ExperimentDefinition;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows a definition in the form that put takes. */
@Command(name = "get", sortOptions = false, description = "Prints a definition as YAML that put takes again.")
final class GetCommand implements Callable<Integer> {

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
        PrintWriter out = Commands.commandLine(spec).getOut();
        StoredDefinitions stored = Commands.read(
                Commands.connect(parent), Commands.commandLine(spec).getErr());
        ExperimentDefinition definition =
                stored.find(Commands.find(stored, name, salt)).orElseThrow();
        out.println("# version " + definition.getVersion());
        out.print(DefinitionYaml.write(definition));
        out.flush();
        return 0;
    }
}
