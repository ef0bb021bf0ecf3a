package io.exposures.assignment;

import io.exposures.assignment.script.Script;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the cases of {@code logs.json}, with the reference's rule for exposures. */
final class LogVectors {
    private static final AssignmentSettings SETTINGS =
            AssignmentSettings.defaults().withStrict(true).withExposureOnAnyGet(true);

    private final Verdict verdict;

    LogVectors(Verdict verdict) {
        this.verdict = verdict;
    }

    void run(VectorFile file) {
        file.list("sessions").forEach(session -> checkSession(VectorCase.of(session)));
    }

    private void checkSession(VectorCase session) {
        String what = "session " + session.get("id");
        VectorCase definition = VectorCase.of(session.get("def"));
        Script script = Script.of(definition.get("json"));
        verdict.expectEqual(what + ", checksum", definition.get("checksum_pristine"), script.checksum());
        RecordedExposures logger = new RecordedExposures();
        Map<String, @Nullable Object> inputs = session.map("in");
        Experiment experiment = define(definition, script).assign(inputs, logger);
        ReferenceCalls calls =
                new ReferenceCalls(verdict, what, session, experiment, experiment, script, inputs, logger);
        for (Object each : session.list("calls")) {
            VectorCase call = VectorCase.of(each);
            calls.check(call.list("call"), call);
        }
        calls.finish();
    }

    private static InterpretedExperiment.Definition define(VectorCase vector, Script script) {
        String name = vector.text(vector.has("name") ? "name" : "class_name");
        InterpretedExperiment.Definition definition =
                InterpretedExperiment.define(name, script).withSettings(SETTINGS);
        if (vector.has("salt")) {
            definition = definition.withSalt(vector.text("salt"));
        }
        if (vector.has("param_names")) {
            List<String> declared =
                    vector.list("param_names").stream().map(String.class::cast).toList();
            definition = definition.withParameters(declared);
        }
        return definition;
    }
}
