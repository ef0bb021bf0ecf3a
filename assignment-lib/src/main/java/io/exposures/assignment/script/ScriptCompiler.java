package io.exposures.assignment.script;

import io.exposures.assignment.environment.Environment;
import io.exposures.assignment.environment.VariableNames;
import io.exposures.assignment.operators.Control;
import io.exposures.assignment.operators.Operator;
import io.exposures.assignment.operators.Operators;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles a script's JSON to expressions; what is wrong with it fails when it is reached, not before. */
final class ScriptCompiler {
    private static final String OP = "op";
    private static final String SALT = "salt";
    private static final String UNIT = "unit";
    private static final String VALUE = "value";
    private static final String VALUES = "values";

    private final Operators operators;
    private final Map<String, Integer> slots = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Set<String> parameters = new LinkedHashSet<>();
    private final Set<String> read = new LinkedHashSet<>();
    /** The most places on the stack that what has been compiled needs, within the innermost call being compiled. */
    private int stackSize;

    ScriptCompiler(Operators operators) {
        this.operators = operators;
    }

    /** Compiles where each enclosing expression is a statement that looks whether the script has ended. */
    Expression compileStatement(@Nullable Object json) {
        return compile(json, true);
    }

    private Expression compile(@Nullable Object json) {
        return compile(json, false);
    }

    private Expression compile(@Nullable Object json, boolean isStatement) {
        if (json instanceof Map<?, ?> map && map.containsKey(OP)) {
            return operator(map, null, isStatement);
        }
        if (json instanceof List<?> list) {
            return new Expressions.ArrayOf(compileAll(list));
        }
        return constant(json);
    }

    private static Expression constant(@Nullable Object json) {
        return json instanceof List<?> || json instanceof Map<?, ?>
                ? new Expressions.Collection(json)
                : new Expressions.Constant(json);
    }

    private List<Expression> compileAll(List<?> elements) {
        List<Expression> compiled = new ArrayList<>(elements.size());
        elements.forEach(element -> compiled.add(compile(element)));
        return compiled;
    }

    /** Compiles an operator; {@code assigned} is the variable that its result is assigned to, null if none. */
    private Expression operator(Map<?, ?> json, @Nullable String assigned, boolean isStatement) {
        if (!(json.get(OP) instanceof String name)) {
            return new Expressions.Failing("unknown operator " + ScriptJson.write(json.get(OP)));
        }
        Control control = operators.control(name);
        if (control != null) {
            return control(control, name, json, isStatement);
        }
        Operator operator = operators.operator(name);
        return operator == null
                ? new Expressions.Failing("unknown operator " + name)
                : call(name, operator, json, assigned);
    }

    private Expression call(String operatorName, Operator operator, Map<?, ?> json, @Nullable String assigned) {
        Map<String, @Nullable Object> arguments = argumentsOf(json, assigned);
        boolean sharesLists = !operators.passesOnLists(operatorName);
        List<Expression> expressions = new ArrayList<>();
        List<@Nullable Object> constants = new ArrayList<>();
        int siblings = stackSize;
        stackSize = 0;
        for (Map.Entry<String, @Nullable Object> argument : arguments.entrySet()) {
            Expression expression = compile(argument.getValue());
            boolean isShared = expression instanceof Expressions.Constant
                    || (sharesLists && !argument.getKey().equals(UNIT));
            expressions.add(expression);
            constants.add(isShared ? expression.constant() : Evaluation.VARIES);
        }
        // Arguments that vary have their places before the calls inside them get theirs.
        int varying = (int)
                constants.stream().filter(value -> value == Evaluation.VARIES).count();
        stackSize = Math.max(siblings, varying + stackSize);
        return new Call(operatorName, operator, List.copyOf(arguments.keySet()), expressions, constants);
    }

    private static Map<String, @Nullable Object> argumentsOf(Map<?, ?> json, @Nullable String assigned) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        json.forEach((name, value) -> arguments.put((String) name, value));
        arguments.remove(OP);
        if (assigned != null && !arguments.containsKey(SALT)) {
            arguments.put(SALT, assigned);
        }
        return arguments;
    }

    private Expression control(Control control, String name, Map<?, ?> json, boolean isStatement) {
        return switch (control) {
            case LITERAL -> json.containsKey(VALUE) ? constant(json.get(VALUE)) : missing(name, VALUE);
            case GET -> json.get("var") instanceof String variable ? get(variable) : noText(name, json, "var");
            case SET -> json.get("var") instanceof String variable ? set(json, variable) : noText(name, json, "var");
            case SEQUENCE -> sequence(name, json, isStatement);
            case RETURN -> json.containsKey(VALUE) ? end(json.get(VALUE), isStatement) : missing(name, VALUE);
            case ARRAY ->
                json.get(VALUES) instanceof List<?> list
                        ? new Expressions.ArrayOf(compileAll(list))
                        : noList(name, json, VALUES);
            case COALESCE ->
                json.get(VALUES) instanceof List<?> list
                        ? new Expressions.Coalesce(compileAll(list))
                        : noList(name, json, VALUES);
            case AND ->
                json.get(VALUES) instanceof List<?> list
                        ? Expressions.Truth.ofAll(compileAll(list))
                        : noList(name, json, VALUES);
            case OR ->
                json.get(VALUES) instanceof List<?> list
                        ? Expressions.Truth.ofAny(compileAll(list))
                        : noList(name, json, VALUES);
            case CONDITIONAL ->
                json.get("cond") instanceof List<?> list ? conditional(list, isStatement) : noList(name, json, "cond");
        };
    }

    private static Expression missing(String operator, String argument) {
        return new Expressions.Failing(operator + ": argument " + argument + " is missing");
    }

    private static Expression noList(String operator, Map<?, ?> json, String argument) {
        return json.containsKey(argument)
                ? new Expressions.Failing(
                        operator + ": argument " + argument + " is no list; expected one in the script itself")
                : missing(operator, argument);
    }

    private static Expression noText(String operator, Map<?, ?> json, String argument) {
        return json.containsKey(argument)
                ? new Expressions.Failing(
                        operator + ": argument " + argument + " is no string; expected a variable's name")
                : missing(operator, argument);
    }

    private Expression get(String variable) {
        if (Environment.isReserved(variable)) {
            return new Expressions.Failing(variable + " is a reserved name and cannot be a variable's");
        }
        if (variable.equals(Environment.EXPERIMENT_SALT)) {
            return new Expressions.ExperimentSalt();
        }
        read.add(variable);
        return new Expressions.Variable(variable.intern(), slotOf(variable));
    }

    private Expression set(Map<?, ?> json, String variable) {
        if (!json.containsKey(VALUE)) {
            return missing("set", VALUE);
        }
        if (Environment.isReserved(variable)) {
            return new Expressions.Failing(variable + " is a reserved name and cannot be a variable's");
        }
        if (variable.equals(Environment.EXPERIMENT_SALT) || variable.equals(Environment.SALT_SEPARATOR)) {
            return new Statements.AssignSalt(json, variable, assigned(json.get(VALUE), variable));
        }
        parameters.add(variable);
        int slot = slotOf(variable);
        return new Statements.Assign(json, variable, slot, assigned(json.get(VALUE), variable));
    }

    private Expression assigned(@Nullable Object value, String variable) {
        return value instanceof Map<?, ?> map && map.containsKey(OP) ? operator(map, variable, false) : compile(value);
    }

    private int slotOf(String variable) {
        return slots.computeIfAbsent(variable, name -> {
            names.add(name);
            return names.size() - 1;
        });
    }

    private Expression sequence(String name, Map<?, ?> json, boolean isStatement) {
        if (!(json.get("seq") instanceof List<?> list)) {
            return noList(name, json, "seq");
        }
        List<Expression> statements = new ArrayList<>(list.size());
        list.forEach(statement -> statements.add(compile(statement, isStatement)));
        return new Statements.Sequence(statements);
    }

    private Expression end(@Nullable Object value, boolean isStatement) {
        Expression compiled = compile(value);
        return isStatement ? new Statements.Return(compiled) : new Statements.Escape(compiled);
    }

    private Expression conditional(List<?> cases, boolean isStatement) {
        List<Expression> conditions = new ArrayList<>();
        List<Expression> consequences = new ArrayList<>();
        for (Object each : cases) {
            boolean isComplete = each instanceof Map<?, ?> map && map.containsKey("if") && map.containsKey("then");
            if (isComplete) {
                Map<?, ?> map = (Map<?, ?>) each;
                conditions.add(compile(map.get("if")));
                consequences.add(compile(map.get("then"), isStatement));
            } else {
                Expression failing = new Expressions.Failing("cond: a case is no map with the keys if and then");
                conditions.add(failing);
                consequences.add(failing);
            }
        }
        return new Expressions.Conditional(conditions, consequences);
    }

    VariableNames variables() {
        return VariableNames.of(names);
    }

    /** Variables that the script can set, in order of appearance. */
    List<String> parameters() {
        return List.copyOf(parameters);
    }

    /** Variables that the script reads, in order of appearance. */
    List<String> read() {
        return List.copyOf(read);
    }

    /** The most places on the stack that are needed at a time. */
    int stackSize() {
        return stackSize;
    }
}
