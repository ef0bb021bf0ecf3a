package io.exposures.assignment;

import io.exposures.assignment.values.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an experiment decides from: the userid, and whatever else the caller knows, by name. */
public final class Inputs {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Inputs(Map<String, ? extends @Nullable Object> values) {
        values.forEach((name, value) -> this.values.put(name, valueOf(name, value)));
    }

    /**
     * Copies the map.
     *
     * @throws AssignmentException if a value is none of PlanOut's (see {@link Values#of(Object)})
     */
    static Inputs of(Map<String, ? extends @Nullable Object> values) {
        return new Inputs(values);
    }

    private static @Nullable Object valueOf(String name, @Nullable Object value) {
        try {
            return Values.of(value);
        } catch (AssignmentException e) {
            throw new AssignmentException("input " + name + ": " + e.getMessage(), e);
        }
    }

    /** The input's value; null if there is no such input. */
    public @Nullable Object get(String name) {
        return values.get(name);
    }

    /** Whether there is such an input; it may be null. */
    public boolean contains(String name) {
        return values.containsKey(name);
    }

    /** The values of several inputs, for a unit that they form together. */
    public List<@Nullable Object> list(String... names) {
        List<@Nullable Object> list = new ArrayList<>(names.length);
        for (String name : names) {
            list.add(get(name));
        }
        return list;
    }

    /** All inputs, unmodifiable. */
    public Map<String, @Nullable Object> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /** Replaces those inputs that are there already. */
    void replace(Map<String, @Nullable Object> overrides) {
        overrides.forEach((name, value) -> {
            if (values.containsKey(name)) {
                values.put(name, value);
            }
        });
    }
}
