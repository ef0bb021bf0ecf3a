package io.exposures.assignment;

import io.exposures.assignment.script.Script;
import io.exposures.assignment.script.ScriptJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of a test vector on an experiment or a namespace, and compares results and log records. Our records carry
 * the checksum of the script as compiled; the reference's, which depends on the evaluation, is computed for comparison.
 */
final class ReferenceCalls {
    private static final Set<String> ASSIGNING = Set.of("get", "get_params", "log_exposure", "log_event");

    private final Verdict verdict;
    private final String what;
    private final VectorCase tagged;
    private final Parameters parameters;
    private final @Nullable Experiment experiment;
    private final @Nullable Script script;
    private final Map<String, @Nullable Object> inputs;
    private final RecordedExposures logger;
    private final List<@Nullable Object> expectedInAll = new ArrayList<>();
    private final List<@Nullable Object> foundInAll = new ArrayList<>();
    private Map<String, @Nullable Object> overrides = Map.of();
    private @Nullable String referenceChecksum;

    /** The experiment and its script are null for a unit that is in none. */
    ReferenceCalls(
            Verdict verdict,
            String what,
            VectorCase tagged,
            Parameters parameters,
            @Nullable Experiment experiment,
            @Nullable Script script,
            Map<String, @Nullable Object> inputs,
            RecordedExposures logger) {
        this.verdict = verdict;
        this.what = what;
        this.tagged = tagged;
        this.parameters = parameters;
        this.experiment = experiment;
        this.script = script;
        this.inputs = inputs;
        this.logger = logger;
    }

    void check(List<?> call, VectorCase result) {
        verdict.startCase();
        logger.clear();
        noteReferenceChecksum((String) call.get(0));
        String described = what + ", " + ScriptJson.write(call);
        boolean doesNothing = tagged.hasTag("unallocated-log") && experiment == null;
        boolean fails = result.has("err") && !doesNothing;
        verdict.expect(described, tagged, fails, expectedReturn(call, result), () -> make(call));
        checkLogs(described, result);
    }

    /** Compares the logs of all calls together, where the reference may log at another call. */
    void finish() {
        verdict.expectEqual(what + ", logs of all calls", expectedInAll, foundInAll);
    }

    private void noteReferenceChecksum(String method) {
        if (referenceChecksum == null && script != null && experiment != null && ASSIGNING.contains(method)) {
            try {
                referenceChecksum = script.referenceChecksum(experiment.salt(), inputs, overrides);
            } catch (AssignmentException e) {
                referenceChecksum = "failed: " + e.getMessage();
            }
        }
    }

    private @Nullable Object expectedReturn(List<?> call, VectorCase result) {
        if (logsNothing() && call.get(0).equals("exposure_logged")) {
            return false;
        }
        return result.get("returns");
    }

    /** Whether the reference logs, before it finds that the unit is not in; we do not. */
    private boolean logsNothing() {
        return tagged.hasTag("log-before-assign")
                && script != null
                && experiment != null
                && !script.evaluate(experiment.salt(), inputs, overrides).inExperiment();
    }

    private void checkLogs(String described, VectorCase result) {
        List<?> expected = result.has("logs") && !logsNothing() ? result.list("logs") : List.of();
        List<@Nullable Object> found = new ArrayList<>();
        logger.records().forEach(logRecord -> found.add(asReference(logRecord)));
        logger.records()
                .forEach(logRecord -> verdict.expectEqual(
                        described + ", checksum", script == null ? null : script.checksum(), logRecord.checksum()));
        if (tagged.hasTag("pythonism")) {
            expectedInAll.addAll(expected);
            foundInAll.addAll(found);
            return;
        }
        verdict.expectEqual(described + ", logs", expected, found);
        if (result.has("raw") && !logsNothing()) {
            List<String> texts = found.stream().map(ScriptJson::write).toList();
            verdict.expectEqual(described + ", texts of logs", result.list("raw"), texts);
        }
    }

    /** The record as the reference logs it, without its time. */
    private Map<String, @Nullable Object> asReference(LogRecord logRecord) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(LogRecordJson.fields(logRecord));
        fields.remove("time");
        fields.replace("checksum", referenceChecksum);
        return fields;
    }

    private @Nullable Object make(List<?> call) {
        String method = (String) call.get(0);
        Object first = call.size() > 1 ? call.get(1) : null;
        Object second = call.size() > 2 ? call.get(2) : null;
        return switch (method) {
            case "get" -> parameters.get((String) call.get(1), second);
            case "get_params" -> parameters.getParams();
            case "in_experiment" -> parameters.inExperiment();
            case "log_exposure" -> nothing(() -> parameters.logExposure(map(first)));
            case "log_event" -> nothing(() -> parameters.logEvent((String) call.get(1), map(second)));
            case "set_auto_exposure_logging" ->
                nothing(() -> parameters.setAutoExposureLogging(Boolean.TRUE.equals(first)));
            default -> makeOnExperiment(method, first, (Experiment) parameters);
        };
    }

    private @Nullable Object makeOnExperiment(String method, @Nullable Object argument, Experiment target) {
        return switch (method) {
            case "exposure_logged" -> target.exposureLogged();
            case "name" -> target.name();
            case "salt" -> target.salt();
            case "set_name" -> nothing(() -> target.setName(String.valueOf(argument)));
            case "set_salt" -> nothing(() -> target.setSalt(String.valueOf(argument)));
            case "set_overrides" -> nothing(() -> override(target, map(argument)));
            default -> throw new IllegalArgumentException("unknown call " + method);
        };
    }

    private void override(Experiment target, @Nullable Map<String, @Nullable Object> values) {
        overrides = values == null ? Map.of() : values;
        target.setOverrides(overrides);
    }

    private static @Nullable Object nothing(Runnable call) {
        call.run();
        return null;
    }

    @SuppressWarnings("unchecked") // JSON has strings as keys
    private static @Nullable Map<String, @Nullable Object> map(@Nullable Object json) {
        return (Map<String, @Nullable Object>) json;
    }
}
