package io.exposures.assignment;

import io.exposures.assignment.checksum.ClassChecksum;
import io.exposures.assignment.environment.Environment;
import io.exposures.assignment.environment.VariableNames;
import io.exposures.assignment.values.Values;
import java.util.Collections;
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
 * exposure, and answers with the caller's fallbacks. Instances are not thread-safe; their results depend on salts and
 * inputs only, so any number of them agree.
 */
public abstract class Experiment implements Parameters {
    private final ExposureLogger logger;
    private final AssignmentSettings settings;
    private final Inputs inputs;
    private ExperimentIdentity identity;
    private @Nullable Unit unit;
    private @Nullable Environment environment;
    private @Nullable Throwable failure;
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
        this.logger = logger;
        this.settings = settings;
        this.identity = ExperimentClass.of(getClass()).identity();
        this.inputs = Inputs.of(inputs);
        setup();
    }

    /** For a script. */
    Experiment(
            ExperimentIdentity identity, Unit unit, Inputs inputs, ExposureLogger logger, AssignmentSettings settings) {
        this.inputs = inputs;
        this.logger = logger;
        this.settings = settings;
        this.identity = identity;
        this.unit = unit;
    }

    /** Called in the constructor, before a subclass's own fields are set: the place to set name and salt. */
    protected void setup() {}

    /**
     * Sets the parameters of the unit.
     *
     * @return whether the unit is in the experiment; if not, it keeps the parameters set so far, but is never logged
     */
    protected abstract boolean assign(Assignment params, Inputs inputs);

    /** As {@link #assign}, in the environment that a script needs. */
    boolean assignIn(Environment target) {
        return assign(new Assignment(target), inputs);
    }

    /** Names of the variables that are known before the assignment: those that earlier instances of the class set. */
    VariableNames variables() {
        return ExperimentClass.of(getClass()).variables();
    }

    /** Notes the names of the variables for the next instance. */
    void learnVariables(VariableNames names) {
        ExperimentClass.of(getClass()).learn(names);
    }

    /** How much an assignment may do. */
    int maxOperations() {
        return Integer.MAX_VALUE;
    }

    /** Names of the parameters that the experiment can set; empty (the default) means they are not declared. */
    protected List<String> declaredParameters() {
        return List.of();
    }

    /** Names of the inputs that form the unit, outside a namespace; empty (the default) means the userid alone. */
    protected List<String> unitInputs() {
        return List.of();
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
        setIdentity(identity.withName(name));
    }

    /** Sets the salt; an empty one means the name. Takes effect on an assignment that has not happened yet. */
    public final void setSalt(String salt) {
        setIdentity(identity.withSalt(salt));
    }

    private void setIdentity(ExperimentIdentity newIdentity) {
        identity = newIdentity;
        if (environment != null) {
            environment.setExperimentSalt(newIdentity.salt());
        }
    }

    /** Makes this the experiment of a namespace. */
    final void runIn(Unit namespaceUnit, ExperimentIdentity inNamespace) {
        unit = namespaceUnit;
        setIdentity(inNamespace);
    }

    private Unit unit() {
        Unit known = unit;
        if (known == null) {
            known = new Unit(null, unitInputs());
            unit = known;
        }
        return known;
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
    public final void setOverrides(Map<String, ? extends @Nullable Object> overrides) {
        try {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            overrides.forEach((name, value) -> values.put(name, Values.of(value)));
            override(environment(), values);
        } catch (RuntimeException e) {
            if (settings.strict()) {
                throw e;
            }
            count(e);
        }
    }

    private void override(Environment target, Map<String, @Nullable Object> values) {
        target.override(values);
        inputs.replace(values);
    }

    private Environment environment() {
        Environment known = environment;
        if (known == null) {
            known = new Environment(variables(), inputs, identity.hashedSalt(), maxOperations());
            environment = known;
            if (!settings.forced().isEmpty()) {
                override(known, settings.forced().of(inputs, unit().inputs()));
            }
        }
        return known;
    }

    @Override
    public final void setAutoExposureLogging(boolean on) {
        autoExposureLogging = on;
    }

    /** Whether an exposure has been logged. */
    public final boolean exposureLogged() {
        return exposureLogged;
    }

    @Override
    public final boolean inExperiment() {
        return inExperiment;
    }

    @Override
    public final @Nullable Object get(String name, @Nullable Object fallback) {
        if (!assigned()) {
            return fallback;
        }
        logFirstExposureOf(name);
        return environment().get(name, fallback);
    }

    /** Whether asking for the parameter exposes the unit to the experiment. */
    boolean canSet(String name) {
        List<String> declared = declaredParameters();
        return declared.isEmpty() || declared.contains(name);
    }

    /** Whether asking for any parameter, also one that the experiment cannot set, logs the exposure. */
    final boolean exposesOnAnyGet() {
        return settings.exposureOnAnyGet();
    }

    @Override
    public final Detail<@Nullable Object> getDetail(String name, @Nullable Object fallback) {
        if (!assigned()) {
            String error = failure == null ? null : failure.getMessage();
            return Detail.of(fallback, name(), Map.of(), Detail.Reason.FAILED, error);
        }
        logFirstExposureOf(name);
        Environment variables = environment();
        return Detail.of(variables.get(name, fallback), name(), arm(), reasonOf(variables, name), null);
    }

    private Detail.Reason reasonOf(Environment variables, String name) {
        if (!variables.contains(name)) {
            return Detail.Reason.FALLBACK;
        }
        if (variables.isOverridden(name)) {
            return Detail.Reason.OVERRIDDEN;
        }
        return inExperiment ? Detail.Reason.ASSIGNED : Detail.Reason.NOT_IN_EXPERIMENT;
    }

    private Map<String, @Nullable Object> arm() {
        Map<String, @Nullable Object> arm = new LinkedHashMap<>(peekParams());
        if (!declaredParameters().isEmpty()) {
            arm.keySet().retainAll(declaredParameters());
        }
        return Collections.unmodifiableMap(arm);
    }

    @Override
    public final Map<String, @Nullable Object> getParams() {
        if (assigned()) {
            logFirstExposure();
        }
        return peekParams();
    }

    @Override
    public final @Nullable Object peek(String name, @Nullable Object fallback) {
        return assigned() ? environment().get(name, fallback) : fallback;
    }

    @Override
    public final Map<String, @Nullable Object> peekParams() {
        return assigned() ? environment().asMap() : Map.of();
    }

    @Override
    public final void logExposure(@Nullable Map<String, ? extends @Nullable Object> extras) {
        if (assigned() && inExperiment) {
            exposureLogged = true;
            log(LogRecord.EXPOSURE, extras);
        }
    }

    @Override
    public final void logEvent(String type, @Nullable Map<String, ? extends @Nullable Object> extras) {
        if (assigned() && inExperiment) {
            log(type, extras);
        }
    }

    private void logFirstExposureOf(String name) {
        if (autoExposureLogging && !exposureLogged && canSet(name)) {
            logExposure();
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
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (settings.strict()) {
                throw e;
            }
            count(e);
        }
    }

    private LogRecord logRecord(String event, @Nullable Map<String, ? extends @Nullable Object> extras) {
        Map<String, @Nullable Object> extraData = new LinkedHashMap<>();
        if (extras != null) {
            extras.forEach((name, value) -> extraData.put(name, Values.orText(value)));
        }
        return new LogRecord(
                name(),
                salt(),
                checksum(),
                unit().namespace(),
                unit().inputs(),
                declaredParameters(),
                Collections.unmodifiableMap(inputs.asMap()),
                peekParams(),
                event,
                Collections.unmodifiableMap(extraData),
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
            Environment target = environment();
            inExperiment = assignIn(target);
            assigned = true;
            if (target.hasNewNames()) {
                learnVariables(target.names());
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (settings.strict()) {
                throw e;
            }
            count(e);
            failure = e;
        }
    }

    private void count(Throwable e) {
        settings.errors().count(name(), e);
    }
}
