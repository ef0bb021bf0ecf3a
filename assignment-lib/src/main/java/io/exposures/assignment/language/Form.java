package io.exposures.assignment.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the compiled form: a JSON value that knows how deep it is.
 *
 * @param json the value
 * @param depth how many lists and maps are nested in it, itself included
 */
record Form(@Nullable Object json, int depth) {

    static Form constant(@Nullable Object json) {
        return new Form(json, depthOf(json));
    }

    static Form list(List<Form> elements) {
        List<@Nullable Object> json = new ArrayList<>(elements.size());
        elements.forEach(element -> json.add(element.json));
        return new Form(json, 1 + deepest(elements));
    }

    static Form map(Map<String, Form> entries) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        entries.forEach((key, value) -> json.put(key, value.json));
        return new Form(json, 1 + deepest(entries.values()));
    }

    static Form operator(String name, String argument, Form value) {
        return map(entries("op", constant(name), argument, value));
    }

    static Form operator(String name, String first, Form firstValue, String second, Form secondValue) {
        Map<String, Form> entries = entries("op", constant(name), first, firstValue);
        entries.put(second, secondValue);
        return map(entries);
    }

    static Map<String, Form> entries(String first, Form firstValue, String second, Form secondValue) {
        Map<String, Form> entries = new LinkedHashMap<>();
        entries.put(first, firstValue);
        entries.put(second, secondValue);
        return entries;
    }

    /** Recurses as deep as the value, which the parser limits. */
    private static int depthOf(@Nullable Object json) {
        if (json instanceof Map<?, ?> map) {
            return depthOf(new ArrayList<>(map.values()));
        }
        if (json instanceof List<?> list) {
            return 1 + list.stream().mapToInt(Form::depthOf).max().orElse(0);
        }
        return 0;
    }

    private static int deepest(Iterable<Form> parts) {
        int deepest = 0;
        for (Form part : parts) {
            deepest = Math.max(deepest, part.depth);
        }
        return deepest;
    }
}
