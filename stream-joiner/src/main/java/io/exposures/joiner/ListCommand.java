package io.exposures.joiner;

import io.exposures.joiner.definitions.StoredDefinitions;
import io.exposures.joiner.definitions.yaml.DefinitionDocument;
import io.exposures.joiner.definitions.yaml.Printable;
import io.exposures.records.ExperimentDefinition;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows all definitions as a table. */
@Command(name = "list", sortOptions = false, description = "Shows all definitions.")
final class ListCommand implements Callable<Integer> {

    private static final List<String> HEAD =
            List.of("NAME", "SALT", "VERSION", "START", "END", "WINDOW", "ARMS", "METRICS");

    @Spec
    @Nullable
    CommandSpec spec;

    @ParentCommand
    @Nullable
    ExperimentsMain parent;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Commands.commandLine(spec).getOut();
        StoredDefinitions stored = Commands.read(
                Commands.connect(parent), Commands.commandLine(spec).getErr());
        if (stored.all().isEmpty()) {
            out.println("there are no definitions");
            return 0;
        }
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        stored.all().values().forEach(definition -> rows.add(row(definition)));
        print(rows, out);
        return 0;
    }

    private static List<String> row(ExperimentDefinition definition) {
        Long window = definition.getWindow();
        return List.of(
                Printable.text(definition.getName()),
                Printable.text(definition.getSalt()),
                Integer.toString(definition.getVersion()),
                time(definition.getStart()),
                time(definition.getEnd()),
                window == null ? "-" : DefinitionDocument.span(window),
                Integer.toString(definition.getArms().size()),
                Integer.toString(definition.getMetrics().size()));
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "-" : time.toString();
    }

    private static void print(List<List<String>> rows, PrintWriter out) {
        int[] widths = new int[HEAD.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
