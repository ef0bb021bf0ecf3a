package io.exposures.assignment;

import io.exposures.assignment.environment.Environment;
import io.exposures.assignment.values.Values;
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
    private final Environment environment;
    private final OwnLists lists = new OwnLists();

    Assignment(Environment environment) {
        this.environment = environment;
    }

    /**
     * Sets a parameter.
     *
     * @param value a {@link RandomOperator}, or a value: null, boolean, number, string, list or map
     * @throws AssignmentException if the value is none of PlanOut's, or the operator fails
     */
    public void set(String name, @Nullable Object value) {
        if (name.equals(Environment.EXPERIMENT_SALT)) {
            environment.setExperimentSalt(Values.of(value));
        } else if (name.equals(Environment.SALT_SEPARATOR)) {
            environment.setSeparator(Values.of(value));
        } else if (Environment.isReserved(name)) {
            throw new AssignmentException(name + " is a reserved name and cannot be a parameter's");
        } else if (!environment.isOverridden(name)) {
            environment.set(name, result(name, value));
        }
    }

    private @Nullable Object result(String name, @Nullable Object value) {
        try {
            return lists.own(value instanceof RandomOperator operator ? operator.run(name, environment, lists) : value);
        } catch (AssignmentException e) {
            throw new AssignmentException(name + " = ...: " + e.getMessage(), e);
        }
    }

    /** The value of a parameter that has been set; null if it has not. */
    public @Nullable Object get(String name) {
        return get(name, null);
    }

    /** The value of a parameter that has been set, which may be null; else the fallback. */
    public @Nullable Object get(String name, @Nullable Object fallback) {
        return environment.get(name, fallback);
    }

    /** Whether the parameter has been set. */
    public boolean contains(String name) {
        return environment.contains(name);
    }

    /** All parameters that have been set, in that order; a copy. */
    public Map<String, @Nullable Object> asMap() {
        return environment.asMap();
    }
}
