package io.exposures.assignment;

import io.exposures.assignment.checksum.ClassChecksum;
import io.exposures.assignment.values.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One experiment for one unit and one request. A subclass says what the unit gets:
 *
 * <pre>{@code
 * class GroupSize extends Experiment {
 *     GroupSize(Map<String, ?> inputs, ExposureLogger logger) {
 *         super(inputs, logger);
 *     }
 *
 *     @Override
 *     protected boolean assign(Assignment params, Inputs inputs) {
 *         params.set("group_size", uniformChoice(List.of(1, 10), inputs.get("userid")));
 *         return true;
 *     }
 * }
 *
 * long size = new GroupSize(Map.of("userid", userid), logger).getLong("group_size", 1);
 * }</pre>
 *
 * <p>Parameters are assigned once, when they are first asked for. The first {@code get} logs the exposure, once per
 * instance. Nothing here throws at the caller unless the settings are strict: a failed assignment is counted, logs no
 * exposure, and answers with the caller's defaults. Instances are not thread-safe; their results depend on salts and
 * inputs only, so any number of them agree.
 */
public abstract class Experiment {
    private final ExposureLogger logger;
    private final AssignmentSettings settings;
    private final Map<String, ?> givenInputs;
    private final ExperimentIdentity identity;
    private @Nullable Inputs inputs;
    private @Nullable Assignment assignment;
    private Map<String, @Nullable Object> overrides = Map.of();
    private @Nullable RuntimeException failure;
    private boolean assigned;
    private boolean inExperiment = true;
    private boolean autoExposureLogging = true;
    private boolean exposureLogged;

    /** An experiment with the default settings. */
    protected Experiment(Map<String, ? extends @Nullable Object> inputs, ExposureLogger logger) {
        this(inputs, logger, AssignmentSettings.defaults());
    }

    /**
     * Calls {@link #setup()}.
     *
     * @param inputs the unit, and what else the experiment decides from
     * @param logger where exposures and events go
     */
    protected Experiment(
            Map<String, ? extends @Nullable Object> inputs, ExposureLogger logger, AssignmentSettings settings) {
        this.givenInputs = inputs;
        this.logger = logger;
        this.settings = settings;
        this.identity = new ExperimentIdentity(defaultName(getClass()));
        setup();
    }

    private static String defaultName(Class<?> type) {
        String name = type.getName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    /** Called in the constructor, before a subclass's own fields are set: the place to set name and salt. */
    protected void setup() {}

    /**
     * Sets the parameters of the unit.
     *
     * @return whether the unit is in the experiment; if not, it keeps the parameters set so far, but is never logged
     */
    protected abstract boolean assign(Assignment params, Inputs inputs);

    /** Names of the parameters that the experiment can set; empty (the default) means they are not declared. */
    protected List<String> declaredParameters() {
        return List.of();
    }

    /** Names of the inputs that form the unit; empty (the default) means the userid alone. */
    protected List<String> unitInputs() {
        return List.of();
    }

    /** Name of the namespace that the experiment runs in; null (the default) outside one. */
    protected @Nullable String namespace() {
        return null;
    }

    /**
     * First 8 hex digits of a SHA-1 over the code of {@link #assign} and what it calls in its own class; null when that
     * code cannot be read.
     */
    protected @Nullable String checksum() {
        return ClassChecksum.of(getClass());
    }

    /** Sets the name; each run of white space becomes one hyphen. Without a salt of its own, it is the salt as well. */
    public final void setName(String name) {
        identity.setName(name);
        saltChanged();
    }

    /** Sets the salt; an empty one means the name. Takes effect on an assignment that has not happened yet. */
    public final void setSalt(String salt) {
        identity.setSalt(salt);
        saltChanged();
    }

    private void saltChanged() {
        if (assignment != null) {
            assignment.setExperimentSalt(identity.salt());
        }
    }

    /** The experiment's name; the class's, unless set. */
    public final String name() {
        return identity.name();
    }

    /** The salt that assignments depend on; the name, unless set. */
    public final String salt() {
        return identity.salt();
    }

    /**
     * Fixes parameters, whatever {@link #assign} sets them to. An override with the name of an input replaces that input
     * too. Earlier overrides are no longer protected.
     */
    public final void setOverrides(Map<String, ? extends @Nullable Object> newOverrides) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        newOverrides.forEach((name, value) -> values.put(name, Values.of(value)));
        overrides = values;
        if (assignment != null) {
            assignment.override(values);
        }
        if (inputs != null) {
            inputs.replace(values);
        }
    }

    /** Whether the first {@code get} logs the exposure; it does unless switched off here. */
    public final void setAutoExposureLogging(boolean on) {
        autoExposureLogging = on;
    }

    /** Whether an exposure has been logged. */
    public final boolean exposureLogged() {
        return exposureLogged;
    }

    /** Whether the unit is in the experiment; true as long as parameters have not been assigned. */
    public final boolean inExperiment() {
        return inExperiment;
    }

    /** The parameter's value, null if it is null or absent; logs the exposure. */
    public final @Nullable Object get(String name) {
        return get(name, null);
    }

    /** The parameter's value, which may be null, or the fallback if there is none; logs the exposure. */
    public final @Nullable Object get(String name, @Nullable Object fallback) {
        if (!assigned()) {
            return fallback;
        }
        if (canSet(name)) {
            logFirstExposure();
        }
        return peek(name, fallback);
    }

    private boolean canSet(String name) {
        List<String> declared = declaredParameters();
        return declared.isEmpty() || declared.contains(name);
    }

    /** The parameter if it is a string, else the fallback; logs the exposure. */
    public final String getString(String name, String fallback) {
        return get(name, fallback) instanceof String string ? string : fallback;
    }

    /** The parameter if it is an integer of 64 bits (a boolean is 1 or 0), else the fallback; logs the exposure. */
    public final long getLong(String name, long fallback) {
        Object value = Values.withoutBoolean(get(name));
        return value instanceof Long number ? number : fallback;
    }

    /** The parameter if it is a number, else the fallback; logs the exposure. */
    public final double getDouble(String name, double fallback) {
        Object value = get(name);
        return value != null && Values.isNumber(value) ? Values.toDouble(value) : fallback;
    }

    /** The parameter if it is a boolean, or 1 or 0 as from {@code bernoulliTrial}, else the fallback; logs the exposure. */
    public final boolean getBoolean(String name, boolean fallback) {
        Object value = Values.withoutBoolean(get(name));
        boolean isTruth = value instanceof Long number && (number == 0 || number == 1);
        return isTruth ? Values.isTrue(value) : fallback;
    }

    /** All parameters, empty if they could not be assigned; logs the exposure. */
    public final Map<String, @Nullable Object> getParams() {
        if (assigned()) {
            logFirstExposure();
        }
        return peekParams();
    }

    /** The parameter's value or the fallback, without an exposure. */
    public final @Nullable Object peek(String name, @Nullable Object fallback) {
        return assigned() && assignment != null ? assignment.get(name, fallback) : fallback;
    }

    /** All parameters without an exposure, to add to a log line; empty if they could not be assigned. */
    public final Map<String, @Nullable Object> peekParams() {
        return assigned() && assignment != null ? assignment.asMap() : Map.of();
    }

    /** Logs an exposure if the unit is in the experiment. */
    public final void logExposure() {
        logExposure(Map.of());
    }

    /** Logs an exposure if the unit is in the experiment. */
    public final void logExposure(@Nullable Map<String, ? extends @Nullable Object> extras) {
        if (assigned() && inExperiment) {
            exposureLogged = true;
            log(LogRecord.EXPOSURE, extras);
        }
    }

    /** Logs an event if the unit is in the experiment. */
    public final void logEvent(String type) {
        logEvent(type, Map.of());
    }

    /** Logs an event if the unit is in the experiment. */
    public final void logEvent(String type, @Nullable Map<String, ? extends @Nullable Object> extras) {
        if (assigned() && inExperiment) {
            log(type, extras);
        }
    }

    private void logFirstExposure() {
        if (autoExposureLogging && !exposureLogged) {
            logExposure();
        }
    }

    private void log(String event, @Nullable Map<String, ? extends @Nullable Object> extras) {
        try {
            logger.log(logRecord(event, extras));
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private LogRecord logRecord(String event, @Nullable Map<String, ? extends @Nullable Object> extras) {
        Map<String, @Nullable Object> extraData = new LinkedHashMap<>();
        if (extras != null) {
            extras.forEach((name, value) -> extraData.put(name, Values.of(value)));
        }
        return new LogRecord(
                name(),
                salt(),
                checksum(),
                namespace(),
                unitInputs(),
                declaredParameters(),
                inputs == null ? Map.of() : inputs.asMap(),
                peekParams(),
                event,
                extraData,
                settings.clock().instant());
    }

    /** Assigns the parameters unless that has happened; false if it failed. */
    private boolean assigned() {
        if (!assigned && failure == null) {
            assignNow();
        }
        return assigned;
    }

    private void assignNow() {
        try {
            Inputs all = Inputs.of(givenInputs);
            all.replace(overrides);
            Assignment params = new Assignment(salt());
            params.override(overrides);
            inExperiment = assign(params, all);
            inputs = all;
            assignment = params;
            assigned = true;
        } catch (RuntimeException e) {
            failed(e);
            failure = e;
        }
    }

    private void failed(RuntimeException e) {
        if (settings.strict()) {
            throw e;
        }
        settings.errors().count(name(), e);
    }
}
