package io.exposures.benchmarks.assignment;

import com.glassdoor.planout4j.ExperimentConfig;
import com.glassdoor.planout4j.Namespace;
import com.glassdoor.planout4j.NamespaceConfig;
import com.glassdoor.planout4j.planout.Assignment;
import com.glassdoor.planout4j.planout.Interpreter;
import com.glassdoor.planout4j.planout.ops.random.UniformChoice;
import io.exposures.assignment.language.PlanOut;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Glassdoor's planout4j, used as its own namespaces use it: every evaluation works on a copy of the script. */
final class Planout4j {

    private Planout4j() {}

    static Object uniformChoice(List<String> choices, String userid) {
        Assignment assignment = new Assignment(Scripts.SALT, null);
        assignment.set("x", new UniformChoice<>(choices, userid));
        return assignment.get("x", null);
    }

    static ExperimentConfig script(String source) {
        return new ExperimentConfig("script", json(source));
    }

    static Map<String, Object> params(ExperimentConfig script, String userid) {
        return new Interpreter(script.getCopyOfScript(), Scripts.SALT, Map.of("userid", userid), Map.of()).getParams();
    }

    static NamespaceConfig namespace(String source) {
        NamespaceConfig namespace = new NamespaceConfig(Scripts.NAMESPACE, Scripts.SEGMENTS, "userid", null);
        namespace.defineExperiment("script", json(source));
        for (String experiment : Scripts.EXPERIMENTS) {
            namespace.addExperiment(experiment, "script", Scripts.SEGMENTS / Scripts.EXPERIMENTS.size());
        }
        // It insists on a default experiment, and evaluates it for every unit.
        namespace.defineExperiment("empty", json(""));
        namespace.setDefaultExperiment("empty");
        namespace.noMoreChanges();
        return namespace;
    }

    static Map<String, ?> params(NamespaceConfig namespace, String userid) {
        return new Namespace(namespace, Map.of("userid", userid), Map.of()).getParams();
    }

    @SuppressWarnings("unchecked") // a compiled script is a map
    private static Map<String, ?> json(String source) {
        return (Map<String, ?>) Objects.requireNonNull(PlanOut.compile(source));
    }
}
