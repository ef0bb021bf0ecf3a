package io.exposures.assignment;

import io.exposures.assignment.values.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one unit, from an experiment or from a namespace. None of these methods throws unless the settings are
 * strict: what cannot be assigned, or is of another type than asked for, is the caller's fallback.
 */
public interface Parameters {

    /** The parameter's value, which may be null, or the fallback if there is none; logs the exposure. */
    @Nullable
    Object get(String name, @Nullable Object fallback);

    /** The parameter's value, null if it is null or absent; logs the exposure. */
    default @Nullable Object get(String name) {
        return get(name, null);
    }

    /** The parameter if it is a string, else the fallback; logs the exposure. */
    default String getString(String name, String fallback) {
        return get(name) instanceof String string ? string : fallback;
    }

    /** The parameter if it is an integer of 64 bits (a boolean is 1 or 0), else the fallback; logs the exposure. */
    default long getLong(String name, long fallback) {
        return Values.withoutBoolean(get(name)) instanceof Long number ? number : fallback;
    }

    /** The parameter if it is an integer of 32 bits (a boolean is 1 or 0), else the fallback; logs the exposure. */
    default int getInt(String name, int fallback) {
        return Values.withoutBoolean(get(name)) instanceof Long number && number == number.intValue()
                ? number.intValue()
                : fallback;
    }

    /** The parameter if it is a number, else the fallback; logs the exposure. */
    default double getDouble(String name, double fallback) {
        return Types.toDouble(get(name), fallback);
    }

    /** The parameter if it is a boolean, or 1 or 0 as from {@code bernoulliTrial}, else the fallback; logs the exposure. */
    default boolean getBoolean(String name, boolean fallback) {
        return Types.toBoolean(get(name), fallback);
    }

    /** The parameter if it is a list, else the fallback; logs the exposure. */
    @SuppressWarnings("unchecked") // lists of values hold any value
    default List<@Nullable Object> getList(String name, List<@Nullable Object> fallback) {
        return get(name) instanceof List<?> list ? (List<@Nullable Object>) list : fallback;
    }

    /** The parameter if it is a map, else the fallback; logs the exposure. */
    @SuppressWarnings("unchecked") // maps of values have strings as keys
    default Map<String, @Nullable Object> getMap(String name, Map<String, @Nullable Object> fallback) {
        return get(name) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : fallback;
    }

    /** The parameter with where it comes from; logs the exposure. */
    Detail<@Nullable Object> getDetail(String name, @Nullable Object fallback);

    /** As {@link #getString}, with where the value comes from. */
    default Detail<String> getStringDetail(String name, String fallback) {
        return getDetail(name, null).as(fallback, value -> value instanceof String string ? string : null);
    }

    /** As {@link #getLong}, with where the value comes from. */
    default Detail<Long> getLongDetail(String name, long fallback) {
        return getDetail(name, null)
                .as(fallback, value -> Values.withoutBoolean(value) instanceof Long number ? number : null);
    }

    /** As {@link #getDouble}, with where the value comes from. */
    default Detail<Double> getDoubleDetail(String name, double fallback) {
        return getDetail(name, null).as(fallback, Types::toDouble);
    }

    /** As {@link #getBoolean}, with where the value comes from. */
    default Detail<Boolean> getBooleanDetail(String name, boolean fallback) {
        return getDetail(name, null).as(fallback, Types::toBoolean);
    }

    /** All parameters, in the order in which they were set; logs the exposure. */
    Map<String, @Nullable Object> getParams();

    /** As {@link #get(String, Object)}, without an exposure. */
    @Nullable
    Object peek(String name, @Nullable Object fallback);

    /** All parameters without an exposure, to add to a log line; empty if they could not be assigned. */
    Map<String, @Nullable Object> peekParams();

    /** Whether the unit is in an experiment; of an experiment it is true until parameters have been assigned. */
    boolean inExperiment();

    /** Whether the first {@code get} logs the exposure; it does unless switched off here. */
    void setAutoExposureLogging(boolean on);

    /** Logs an exposure if the unit is in the experiment. */
    default void logExposure() {
        logExposure(null);
    }

    /** Logs an exposure if the unit is in the experiment. */
    void logExposure(@Nullable Map<String, ? extends @Nullable Object> extras);

    /** Logs an event if the unit is in the experiment. */
    default void logEvent(String type) {
        logEvent(type, null);
    }

    /** Logs an event if the unit is in the experiment. */
    void logEvent(String type, @Nullable Map<String, ? extends @Nullable Object> extras);
}
