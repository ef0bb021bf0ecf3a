package io.exposures.assignment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A namespace for one unit and one request: the parameters of the experiment that the unit is in, behind them the
 * namespace's defaults. Without an experiment nothing is logged. Not thread-safe.
 */
public final class NamespaceAssignment implements Parameters {
    private final Namespace namespace;
    private final @Nullable Experiment experiment;
    private final @Nullable Throwable failure;
    private final Map<String, @Nullable Object> defaults;

    NamespaceAssignment(
            Namespace namespace, @Nullable Experiment experiment, Inputs inputs, @Nullable Throwable failure) {
        this.namespace = namespace;
        this.experiment = experiment;
        this.failure = failure;
        this.defaults = experiment == null ? withForced(namespace, inputs) : namespace.defaults();
    }

    private static Map<String, @Nullable Object> withForced(Namespace namespace, Inputs inputs) {
        ForcedParameters forced = namespace.settings().forced();
        if (forced.isEmpty()) {
            return namespace.defaults();
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(namespace.defaults());
        all.putAll(forced.of(inputs, namespace.primaryUnits()));
        return all;
    }

    /** The experiment that the unit is in; null if none. */
    public @Nullable Experiment experiment() {
        return experiment;
    }

    @Override
    public @Nullable Object get(String name, @Nullable Object fallback) {
        Object behind = defaultOf(name, fallback);
        return experiment == null ? behind : experiment.get(name, behind);
    }

    @Override
    public @Nullable Object peek(String name, @Nullable Object fallback) {
        Object behind = defaultOf(name, fallback);
        return experiment == null ? behind : experiment.peek(name, behind);
    }

    private @Nullable Object defaultOf(String name, @Nullable Object fallback) {
        return defaults.isEmpty() ? fallback : defaults.getOrDefault(name, fallback);
    }

    @Override
    public Detail<@Nullable Object> getDetail(String name, @Nullable Object fallback) {
        if (experiment == null) {
            return failure == null
                    ? behindExperiment(name, Detail.of(fallback, null, Map.of(), Detail.Reason.FALLBACK, null))
                    : behindExperiment(
                            name, Detail.of(fallback, null, Map.of(), Detail.Reason.FAILED, failure.getMessage()));
        }
        return behindExperiment(name, experiment.getDetail(name, fallback));
    }

    private Detail<@Nullable Object> behindExperiment(String name, Detail<@Nullable Object> detail) {
        boolean isFallback = detail.reason() == Detail.Reason.FALLBACK || detail.reason() == Detail.Reason.FAILED;
        if (!isFallback || !defaults.containsKey(name)) {
            return detail;
        }
        return Detail.of(
                defaults.get(name), detail.experiment(), detail.arm(), Detail.Reason.NAMESPACE_DEFAULT, detail.error());
    }

    @Override
    public Map<String, @Nullable Object> getParams() {
        return experiment == null ? withDefaults(Map.of()) : withDefaults(experiment.getParams());
    }

    @Override
    public Map<String, @Nullable Object> peekParams() {
        return experiment == null ? withDefaults(Map.of()) : withDefaults(experiment.peekParams());
    }

    private Map<String, @Nullable Object> withDefaults(Map<String, @Nullable Object> params) {
        if (defaults.isEmpty()) {
            return params;
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(defaults);
        all.putAll(params);
        return Collections.unmodifiableMap(all);
    }

    /** Whether the unit's segment belongs to an experiment, also if that says that the unit is not in it. */
    @Override
    public boolean inExperiment() {
        return experiment != null;
    }

    @Override
    public void setAutoExposureLogging(boolean on) {
        if (experiment != null) {
            experiment.setAutoExposureLogging(on);
        }
    }

    @Override
    public void logExposure(@Nullable Map<String, ? extends @Nullable Object> extras) {
        if (experiment != null) {
            experiment.logExposure(extras);
        }
    }

    @Override
    public void logEvent(String type, @Nullable Map<String, ? extends @Nullable Object> extras) {
        if (experiment != null) {
            experiment.logEvent(type, extras);
        }
    }

    @Override
    public String toString() {
        return "NamespaceAssignment[namespace=" + namespace.name() + ", experiment="
                + (experiment == null ? "none" : experiment.name()) + "]";
    }
}
