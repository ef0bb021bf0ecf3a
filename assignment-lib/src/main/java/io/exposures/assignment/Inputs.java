package io.exposures.assignment;

import io.exposures.assignment.values.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment decides from: the userid, and whatever else the caller knows, by name. Values are converted to
 * PlanOut's when they are asked for.
 */
public final class Inputs {
    /** Maps of these two classes never change. */
    private static final Class<?> IMMUTABLE = Map.of("a", "", "b", "").getClass();

    private static final Class<?> IMMUTABLE_SINGLE = Map.of("", "").getClass();

    private final Map<String, ? extends @Nullable Object> given;
    /** Lists and maps, which may grow during an evaluation, and values that were replaced. */
    private @Nullable Map<String, @Nullable Object> own;

    private Inputs(Map<String, ? extends @Nullable Object> given) {
        this.given = given;
    }

    /** The inputs as they are now: a map that can change is copied. */
    public static Inputs of(Map<String, ? extends @Nullable Object> values) {
        Class<?> type = values.getClass();
        boolean canChange = type != IMMUTABLE && type != IMMUTABLE_SINGLE;
        return new Inputs(canChange ? new LinkedHashMap<>(values) : values);
    }

    /**
     * The input's value; null if there is no such input.
     *
     * @throws AssignmentException if the value is none of PlanOut's (see {@link Values#of(Object)})
     */
    public @Nullable Object get(String name) {
        if (own != null && own.containsKey(name)) {
            return own.get(name);
        }
        Object value = given.get(name);
        if (value == null || value instanceof String || value instanceof Long) {
            return value;
        }
        return converted(name, value);
    }

    private @Nullable Object converted(String name, Object value) {
        try {
            Object converted = Values.of(value);
            if (converted instanceof List<?> || converted instanceof Map<?, ?>) {
                keep(name, converted);
            }
            return converted;
        } catch (AssignmentException e) {
            throw new AssignmentException("input " + name + ": " + e.getMessage(), e);
        }
    }

    private void keep(String name, @Nullable Object value) {
        if (own == null) {
            own = new LinkedHashMap<>();
        }
        own.put(name, value);
    }

    /** Whether there is such an input; it may be null. */
    public boolean contains(String name) {
        return given.containsKey(name);
    }

    /** The values of several inputs, for a unit that they form together. */
    public List<@Nullable Object> list(String... names) {
        List<@Nullable Object> list = new ArrayList<>(names.length);
        for (String name : names) {
            list.add(get(name));
        }
        return list;
    }

    /** All inputs; what is none of PlanOut's values as text. A copy. */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        given.forEach((name, value) ->
                map.put(name, own != null && own.containsKey(name) ? own.get(name) : Values.orText(value)));
        return map;
    }

    /** Replaces those inputs that are there already. */
    void replace(Map<String, ? extends @Nullable Object> overrides) {
        overrides.forEach((name, value) -> {
            if (contains(name)) {
                keep(name, value);
            }
        });
    }
}
