package io.exposures.assignment;

import io.exposures.assignment.values.TextForm;
import io.exposures.assignment.values.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that one unit gets, while they are being set. A {@link RandomOperator} runs when it is set; any other
 * value is stored as it is. What is overridden keeps its override.
 *
 * <p>Two names are reserved: setting {@code experiment_salt} or {@code salt_sep} changes the salt, or what separates it
 * from the unit, for everything set afterwards, and makes no parameter.
 */
public final class Assignment {
    private static final String EXPERIMENT_SALT = "experiment_salt";
    private static final String SALT_SEPARATOR = "salt_sep";

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private Map<String, @Nullable Object> overrides = Map.of();
    private @Nullable IdentityHashMap<List<?>, List<@Nullable Object>> ownLists;
    private @Nullable Object experimentSalt;
    private String saltSeparator = ".";

    Assignment(@Nullable Object experimentSalt) {
        this.experimentSalt = experimentSalt;
    }

    /**
     * Sets a parameter.
     *
     * @param value a {@link RandomOperator}, or a value: null, boolean, number, string, list or map
     * @throws AssignmentException if the value is none of PlanOut's, or the operator fails
     */
    public void set(String name, @Nullable Object value) {
        if (name.equals(EXPERIMENT_SALT)) {
            experimentSalt = Values.of(value);
        } else if (name.equals(SALT_SEPARATOR)) {
            saltSeparator = TextForm.plain(Values.of(value));
        } else if (name.equals("_data") || name.equals("_overrides")) {
            throw new AssignmentException(name + " is reserved and cannot be a parameter's name");
        } else if (!overrides.containsKey(name)) {
            values.put(name, result(name, value));
        }
    }

    private @Nullable Object result(String name, @Nullable Object value) {
        try {
            return own(value instanceof RandomOperator operator ? operator.run(name, this) : value);
        } catch (AssignmentException e) {
            throw new AssignmentException("parameter " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * The value as one of PlanOut's; a list is copied once, so that a unit given twice as the same list is the same list
     * here too (it may grow, see {@link io.exposures.assignment.hashing.UnitHash}) and the caller's stays as it is.
     */
    @Nullable
    Object own(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return Values.of(value);
        }
        IdentityHashMap<List<?>, List<@Nullable Object>> lists = ownLists;
        if (lists == null) {
            lists = new IdentityHashMap<>();
            ownLists = lists;
        }
        List<@Nullable Object> own = lists.get(list);
        if (own == null) {
            own = new ArrayList<>(Values.ofAll(list));
            lists.put(list, own);
            lists.put(own, own);
        }
        return own;
    }

    /** The value of a parameter that has been set; null if it has not. */
    public @Nullable Object get(String name) {
        return get(name, null);
    }

    /** The value of a parameter that has been set, which may be null; else the fallback. */
    public @Nullable Object get(String name, @Nullable Object fallback) {
        if (name.equals(EXPERIMENT_SALT)) {
            return experimentSalt;
        }
        return values.containsKey(name) ? values.get(name) : fallback;
    }

    /** Whether the parameter has been set. */
    public boolean contains(String name) {
        return name.equals(EXPERIMENT_SALT) || values.containsKey(name);
    }

    /** All parameters that have been set, in that order; a copy. */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(values);
        copy.replace(EXPERIMENT_SALT, experimentSalt);
        return Collections.unmodifiableMap(copy);
    }

    void setExperimentSalt(String salt) {
        experimentSalt = salt;
    }

    void override(Map<String, @Nullable Object> newOverrides) {
        overrides = newOverrides;
        values.putAll(newOverrides);
    }

    String experimentSalt() {
        return TextForm.plain(experimentSalt);
    }

    String saltSeparator() {
        return saltSeparator;
    }
}
