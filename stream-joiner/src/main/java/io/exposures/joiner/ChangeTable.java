package io.exposures.joiner;

import io.exposures.joiner.definitions.FieldChange;
import io.exposures.joiner.definitions.yaml.Printable;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints what changes in a definition, and when it takes effect. */
final class ChangeTable {

    private static final String REBUILD = "on rebuild";
    private static final String AT_ONCE = "at once";

    private ChangeTable() {}

    static void print(List<FieldChange> changes, PrintWriter out) {
        int width = changes.stream()
                .mapToInt(change -> Printable.text(change.field()).length())
                .max()
                .orElse(0);
        String row = "  %-10s  %-" + Math.max(1, width) + "s  %s -> %s%n";
        for (FieldChange change : changes) {
            String effect = change.bound() ? REBUILD : AT_ONCE;
            out.printf(row, effect, Printable.text(change.field()), shown(change.before()), shown(change.after()));
        }
        long bound = changes.stream().filter(FieldChange::bound).count();
        if (bound > 0) {
            out.println(
                    "  \"" + REBUILD + "\": where the experiment has begun the old value stays until the input topics"
                            + " are replayed into a new application.id");
        }
    }

    private static String shown(@Nullable String value) {
        return value == null ? "(none)" : Printable.text(value);
    }
}
