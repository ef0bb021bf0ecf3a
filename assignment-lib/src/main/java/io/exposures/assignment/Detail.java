package io.exposures.assignment;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A parameter's value, and where it comes from.
 *
 * @param value what the caller should use
 * @param experiment name of the experiment that the unit belongs to; null if none
 * @param arm the parameters that the experiment declares, or all of them, by name; empty outside an experiment
 * @param reason why the value is what it is
 * @param error what went wrong; null if nothing did
 */
public record Detail<T extends @Nullable Object>(
        T value,
        @Nullable String experiment,
        Map<String, @Nullable Object> arm,
        Reason reason,
        @Nullable String error) {

    /** Where a value comes from. */
    public enum Reason {
        /** The experiment has set the parameter for this unit. */
        ASSIGNED,
        /** The experiment has set the parameter, but has said that the unit is not in it: nothing is logged. */
        NOT_IN_EXPERIMENT,
        /** The parameter is overridden for this unit. */
        OVERRIDDEN,
        /** The namespace's default, since no experiment sets the parameter for this unit. */
        NAMESPACE_DEFAULT,
        /** The caller's fallback, since nothing sets the parameter for this unit. */
        FALLBACK,
        /** The caller's fallback, since the parameter is of another type. */
        OTHER_TYPE,
        /** The caller's fallback, since the assignment failed. */
        FAILED
    }

    @SuppressWarnings("NullAway") // does not know yet that T may be nullable
    static Detail<@Nullable Object> of(
            @Nullable Object value,
            @Nullable String experiment,
            Map<String, @Nullable Object> arm,
            Reason reason,
            @Nullable String error) {
        return new Detail<>(value, experiment, arm, reason, error);
    }

    /** The value as another type; the fallback if it is absent or of a third. */
    <R> Detail<R> as(R fallback, Function<@Nullable Object, @Nullable R> conversion) {
        R converted = conversion.apply(value);
        if (converted != null) {
            return new Detail<>(converted, experiment, arm, reason, error);
        }
        Reason why = reason == Reason.FALLBACK || reason == Reason.FAILED ? reason : Reason.OTHER_TYPE;
        return new Detail<>(fallback, experiment, arm, why, error);
    }
}
