package io.exposures.assignment.script;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.values.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies a script's JSON so that nobody can change it, and checks its size on the way. */
final class ScriptTree {
    private final ScriptLimits limits;
    private int size;

    private ScriptTree(ScriptLimits limits) {
        this.limits = limits;
    }

    static @Nullable Object copy(@Nullable Object json, ScriptLimits limits) {
        return new ScriptTree(limits).copy(json, 0);
    }

    private @Nullable Object copy(@Nullable Object json, int depth) {
        size++;
        check("values", size, limits.maxSize());
        if (json instanceof List<?> list) {
            check("levels", depth + 1, limits.maxDepth());
            check("elements in a list", list.size(), limits.maxListLength());
            return copyList(list, depth + 1);
        }
        if (json instanceof Map<?, ?> map) {
            check("levels", depth + 1, limits.maxDepth());
            return copyMap(map, depth + 1);
        }
        return scalar(json);
    }

    private List<@Nullable Object> copyList(List<?> list, int depth) {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
            copy.add(copy(element, depth));
        }
        return Collections.unmodifiableList(copy);
    }

    private Map<String, @Nullable Object> copyMap(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new ScriptException(
                        "the script has a map with the key " + entry.getKey() + "; expected a string");
            }
            copy.put(key, copy(entry.getValue(), depth));
        }
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object scalar(@Nullable Object value) {
        try {
            return Values.of(value);
        } catch (AssignmentException e) {
            throw new ScriptException("the script contains what JSON cannot: " + e.getMessage());
        }
    }

    private static void check(String what, int found, int most) {
        if (found > most) {
            throw new ScriptException("the script has more than " + most + " " + what);
        }
    }

    /** A copy that can be changed, for one evaluation. */
    static @Nullable Object changeable(@Nullable Object constant) {
        if (constant instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(changeable(element)));
            return copy;
        }
        if (constant instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, changeable(value)));
            return copy;
        }
        return constant;
    }

    /** How many values a constant holds, itself included. */
    static int sizeOf(@Nullable Object constant) {
        int size = 1;
        if (constant instanceof List<?> list) {
            for (Object element : list) {
                size += sizeOf(element);
            }
        } else if (constant instanceof Map<?, ?> map) {
            for (Object value : map.values()) {
                size += sizeOf(value);
            }
        }
        return size;
    }
}
