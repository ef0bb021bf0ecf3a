package io.exposures.assignment;

import io.exposures.assignment.language.PlanOut;
import io.exposures.assignment.language.SyntaxException;
import io.exposures.assignment.script.Script;
import io.exposures.assignment.script.ScriptJson;

/** Runs the cases of {@code scripts.json}. */
final class ScriptVectors {
    private final Verdict verdict;

    ScriptVectors(Verdict verdict) {
        this.verdict = verdict;
    }

    void run(VectorFile file) {
        file.list("scripts").forEach(script -> checkScript(VectorCase.of(script)));
    }

    private void checkScript(VectorCase script) {
        verdict.startCase();
        checkCompilation(script);
        if (script.has("json")) {
            script.list("runs").forEach(run -> checkRun(script, VectorCase.of(run)));
        }
    }

    private void checkCompilation(VectorCase script) {
        String what = "script " + script.get("id");
        boolean isRefused = script.get("compile_error") == Boolean.TRUE;
        try {
            Object json = PlanOut.compile(script.text("src"));
            if (isRefused && !script.hasTag("crlf")) {
                verdict.fail(what + " should not compile: " + script.get("src"));
            } else if (!isRefused && !ScriptJson.write(json).equals(ScriptJson.write(script.get("json")))) {
                verdict.fail(what + " compiles to " + ScriptJson.write(json) + ", expected "
                        + ScriptJson.write(script.get("json")));
            }
        } catch (SyntaxException e) {
            if (!isRefused && !script.hasTag("jsism")) {
                verdict.fail(what + " does not compile: " + e.getMessage());
            }
        }
    }

    private void checkRun(VectorCase script, VectorCase run) {
        verdict.startCase();
        String what = "script " + script.get("id") + " with " + ScriptJson.write(run.get("in"));
        if (ReservedNames.mayDiffer(script)) {
            return;
        }
        verdict.expect(what, script, run.has("err"), run.get("params"), () -> {
            Script.Result result =
                    Script.of(script.get("json")).evaluate(script.get("salt"), run.map("in"), run.map("ov"));
            verdict.expectEqual(what + ", in the experiment", run.get("in_experiment"), result.inExperiment());
            return result.params();
        });
    }
}
