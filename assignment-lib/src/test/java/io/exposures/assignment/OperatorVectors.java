package io.exposures.assignment;

import io.exposures.assignment.environment.Environment;
import io.exposures.assignment.environment.Salt;
import io.exposures.assignment.environment.VariableNames;
import io.exposures.assignment.hashing.UnitHash;
import io.exposures.assignment.script.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the cases of {@code operators.json}. */
final class OperatorVectors {
    private final Verdict verdict;

    OperatorVectors(Verdict verdict) {
        this.verdict = verdict;
    }

    void run(VectorFile file) {
        file.list("hashes").forEach(hash -> checkHash((List<?>) hash));
        file.list("tables").forEach(table -> checkTable(VectorCase.of(table)));
        file.list("cases").forEach(each -> checkCase(VectorCase.of(each)));
        file.list("assignments").forEach(assignment -> checkAssignment(VectorCase.of(assignment)));
    }

    private void checkHash(List<?> hash) {
        verdict.startCase();
        String text = (String) hash.get(0);
        long found = UnitHash.start().append(text).next();
        verdict.expectEqual("hash of " + text, hash.get(1), String.format("%015x", found));
        verdict.expectEqual("number of " + text, hash.get(2), UnitHash.zeroToOne(found));
    }

    private void checkTable(VectorCase table) {
        List<?> units = table.list("u");
        List<?> results = table.list("r");
        for (int i = 0; i < units.size(); i++) {
            verdict.startCase();
            Map<String, @Nullable Object> operator = new LinkedHashMap<>(table.map("o"));
            operator.put("unit", units.get(i));
            boolean fails = results.get(i) instanceof Map<?, ?> map && map.containsKey("$err");
            checkResult(table, operator, fails, results.get(i), false);
        }
    }

    private void checkCase(VectorCase each) {
        verdict.startCase();
        checkResult(each, each.get("o"), each.has("err"), each.get("r"), each.get("out") == Boolean.TRUE);
    }

    private void checkResult(
            VectorCase each, @Nullable Object rightSide, boolean fails, @Nullable Object expected, boolean isOut) {
        Map<String, @Nullable Object> set = new LinkedHashMap<>();
        set.put("op", "set");
        set.put("var", each.text("v"));
        set.put("value", rightSide);
        verdict.expect("operator case " + each.json(), each, fails, expected, () -> {
            Script.Result result = Script.of(set).evaluate(each.get("e"), each.map("in"), Map.of());
            if (result.inExperiment() == isOut) {
                verdict.fail("operator case " + each.json() + ": in the experiment is " + result.inExperiment());
            }
            return result.params().get(each.text("v"));
        });
    }

    private void checkAssignment(VectorCase each) {
        verdict.startCase();
        verdict.expect("assignment " + each.json(), each, each.has("err"), each.get("params"), () -> {
            Environment environment =
                    new Environment(VariableNames.NONE, Inputs.of(Map.of()), Salt.of(each.get("e")), Integer.MAX_VALUE);
            environment.override(each.map("ov"));
            Assignment params = new Assignment(environment);
            for (Object step : each.list("set")) {
                List<?> pair = (List<?>) step;
                params.set((String) pair.get(0), operatorOrValue(pair.get(1)));
            }
            return params.asMap();
        });
    }

    private static @Nullable Object operatorOrValue(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> map) || !(map.get("op") instanceof String name)) {
            return json;
        }
        List<String> names = new ArrayList<>();
        List<@Nullable Object> arguments = new ArrayList<>();
        map.forEach((argument, value) -> {
            if (!argument.equals("op")) {
                names.add((String) argument);
                arguments.add(value);
            }
        });
        return RandomOperator.of(name, names, arguments);
    }
}
