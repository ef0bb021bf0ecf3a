package io.exposures.joiner.http;

import io.exposures.joiner.query.Crossovers;
import io.exposures.joiner.query.SliceFilter;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; one that is misspelt, repeated or out of range is an error rather than ignored. */
final class Parameters {

    private final Context ctx;

    private Parameters(Context ctx) {
        this.ctx = ctx;
    }

    /** The parameters of a request, which may have these and no others. */
    static Parameters of(Context ctx, String... allowed) {
        Set<String> unknown = new TreeSet<>(ctx.queryParamMap().keySet());
        unknown.removeAll(Arrays.asList(allowed));
        if (!unknown.isEmpty()) {
            String name = unknown.iterator().next();
            String expected = allowed.length == 0 ? "none" : String.join(", ", allowed);
            throw bad(name, "Unknown parameter; this route knows: " + expected + ".");
        }
        return new Parameters(ctx);
    }

    @Nullable
    String text(String name) {
        List<String> values = ctx.queryParams(name);
        if (values.size() > 1) {
            throw bad(name, "Expected once, got " + values.size() + " times.");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    String required(String name) {
        String value = text(name);
        if (value == null) {
            throw bad(name, "Expected a value, got none.");
        }
        return value;
    }

    Crossovers crossovers() {
        String value = text("crossovers");
        if (value == null) {
            return Crossovers.EXCLUDE;
        }
        return Arrays.stream(Crossovers.values())
                .filter(treatment -> name(treatment).equals(value))
                .findFirst()
                .orElseThrow(() -> bad("crossovers", "Expected exclude or first_seen, got: " + value));
    }

    SliceFilter.View view() {
        String value = text("view");
        if (value == null) {
            return SliceFilter.View.MATURED;
        }
        return Arrays.stream(SliceFilter.View.values())
                .filter(view -> view.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> bad("view", "Expected matured or to_date, got: " + value));
    }

    /** Whether the numbers are wanted by day of first exposure too. */
    boolean byDay() {
        String value = text("by");
        if (value != null && !value.equals("day")) {
            throw bad("by", "Expected day, got: " + value);
        }
        return value != null;
    }

    /** Whether a table is wanted rather than JSON: by parameter, or else by what the client accepts. */
    boolean csv() {
        String format = text("format");
        if (format == null) {
            String accept = ctx.header("Accept");
            return accept != null && accept.contains(ResultsCsv.MEDIA_TYPE);
        }
        if (!format.equals("csv") && !format.equals("json")) {
            throw bad("format", "Expected json or csv, got: " + format);
        }
        return format.equals("csv");
    }

    static String name(Crossovers treatment) {
        return treatment.name().toLowerCase(Locale.ROOT);
    }

    static ProblemException bad(String name, String detail) {
        return new ProblemException(Problem.badParameter(name, detail));
    }
}
