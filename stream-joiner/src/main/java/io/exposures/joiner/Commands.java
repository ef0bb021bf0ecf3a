package io.exposures.joiner;

import io.exposures.joiner.ConnectionOptions.Connection;
import io.exposures.joiner.definitions.DefinitionLog;
import io.exposures.joiner.definitions.StoredDefinitions;
import io.exposures.joiner.definitions.yaml.Printable;
import io.exposures.joiner.definitions.yaml.Suggestion;
import io.exposures.joiner.join.ExperimentId;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands on experiments share. */
final class Commands {

    private Commands() {}

    static CommandLine commandLine(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "set by picocli").commandLine();
    }

    static Connection connect(@Nullable ExperimentsMain parent) throws IOException {
        return Objects.requireNonNull(parent, "set by picocli").connection.open();
    }

    static StoredDefinitions read(Connection connection, PrintWriter err) {
        StoredDefinitions stored = new DefinitionLog(connection.settings(), connection.topics()).read();
        warn(stored, err);
        return stored;
    }

    static void warn(StoredDefinitions stored, PrintWriter err) {
        stored.unreadable().forEach(record -> err.println("experiments: passed over, cannot be read: " + record));
    }

    /**
     * The experiment that is meant by a name and perhaps a salt.
     *
     * @throws IllegalArgumentException if there is none, or more than one
     */
    static ExperimentId find(StoredDefinitions stored, String name, @Nullable String salt) {
        List<String> salts = stored.salts(name);
        if (salts.isEmpty()) {
            throw new IllegalArgumentException("there is no definition of " + name + "; list shows what there is"
                    + Suggestion.of(name, stored.names()));
        }
        if (salt == null && salts.size() > 1) {
            throw new IllegalArgumentException(
                    name + " is defined with " + salts.size() + " salts, add one of: " + String.join(", ", salts));
        }
        if (salt != null && !salts.contains(salt)) {
            throw new IllegalArgumentException("there is no definition of " + name + " with the salt " + salt
                    + "; it has: " + String.join(", ", salts));
        }
        return new ExperimentId(name, salt == null ? salts.get(0) : salt);
    }

    static String name(ExperimentId experiment) {
        boolean plain = experiment.name().equals(experiment.salt());
        return Printable.text(plain ? experiment.name() : experiment.name() + " (salt " + experiment.salt() + ")");
    }
}
