package io.exposures.joiner;

import io.exposures.joiner.ConnectionOptions.Connection;
import io.exposures.joiner.definitions.DefinitionDiff;
import io.exposures.joiner.definitions.DefinitionLog;
import io.exposures.joiner.definitions.DefinitionWriter;
import io.exposures.joiner.definitions.FieldChange;
import io.exposures.joiner.definitions.StoredDefinitions;
import io.exposures.joiner.definitions.yaml.DefinitionYaml;
import io.exposures.joiner.definitions.yaml.InvalidDefinitionException;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.records.ExperimentDefinition;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes a definition and shows what that changes. */
@Command(
        name = "put",
        sortOptions = false,
        description = "Writes the definition in a YAML file as the experiment's next version and shows what changes.")
final class PutCommand implements Callable<Integer> {

    private static final int MOST_SHOWN = 50;

    @Spec
    @Nullable
    CommandSpec spec;

    @ParentCommand
    @Nullable
    ExperimentsMain parent;

    @Option(names = "--dry-run", description = "Show what would change and write nothing.")
    boolean dryRun;

    @Parameters(paramLabel = "FILE", description = "The definition; docs/EXPERIMENTS.md describes it.")
    Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        ExperimentDefinition definition;
        try {
            definition = DefinitionYaml.read(text());
        } catch (InvalidDefinitionException e) {
            return refuse(e);
        }
        Connection connection = Commands.connect(parent);
        if (dryRun) {
            StoredDefinitions stored = new DefinitionLog(connection.settings(), connection.topics()).read();
            show(definition, stored);
            out().println("dry run: nothing was written");
            return 0;
        }
        try (DefinitionWriter writer = new DefinitionWriter(connection.settings(), connection.topics())) {
            StoredDefinitions stored = new DefinitionLog(connection.settings(), connection.topics()).read();
            Commands.warn(stored, err());
            if (show(definition, stored)) {
                ExperimentDefinition next = stored.numbered(definition);
                writer.write(id(next), next);
                out().println("version " + next.getVersion() + " is written");
            }
        }
        return 0;
    }

    private String text() throws IOException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": expected text in UTF-8", e);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private Integer refuse(InvalidDefinitionException e) {
        int count = e.problems().size();
        e.problems().stream().limit(MOST_SHOWN).forEach(problem -> err().println(problem.in(file.toString())));
        String shown = count > MOST_SHOWN ? " (the first " + MOST_SHOWN + " are shown)" : "";
        err().println("experiments: " + count + (count == 1 ? " mistake" : " mistakes") + shown
                + "; nothing was written");
        return 1;
    }

    /** Shows the changes; whether there are any. */
    private boolean show(ExperimentDefinition definition, StoredDefinitions stored) {
        ExperimentId experiment = id(definition);
        int next = stored.numbered(definition).getVersion();
        Optional<ExperimentDefinition> before = stored.find(experiment);
        if (before.isEmpty()) {
            out().println(Commands.name(experiment) + ": new, version " + next);
            return true;
        }
        List<FieldChange> changes = DefinitionDiff.between(before.get(), definition);
        if (changes.isEmpty()) {
            out().println(Commands.name(experiment) + ": nothing changes, version "
                    + before.get().getVersion() + " stays");
            return false;
        }
        out().println(Commands.name(experiment) + ": version " + before.get().getVersion() + " -> " + next);
        ChangeTable.print(changes, out());
        return true;
    }

    private static ExperimentId id(ExperimentDefinition definition) {
        return new ExperimentId(definition.getName(), definition.getSalt());
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        return Commands.commandLine(spec);
    }
}
