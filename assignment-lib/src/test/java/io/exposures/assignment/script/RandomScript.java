package io.exposures.assignment.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes random PlanOut texts that mostly run, and inputs for them. */
final class RandomScript {
    private static final String[] INPUTS = {"userid", "name", "items", "flag", "n"};

    private final Random random;

    RandomScript(Random random) {
        this.random = random;
    }

    String source() {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(7); i > 0; i--) {
            text.append(statement(2));
        }
        return text.toString();
    }

    Map<String, @Nullable Object> inputs() {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("userid", random.nextBoolean() ? (Object) (long) random.nextInt(1000) : "u" + random.nextInt(1000));
        inputs.put("name", pick("ann", "", "ß", "日本", "a.b"));
        inputs.put("items", pick(List.of("a", "b", "c"), List.of(), List.of(1L, 2.5), List.of("z", List.of(1L, "q"))));
        inputs.put("flag", pick(true, false, 0L, 1L));
        inputs.put("n", pick(5L, -3L, 0L, 2.5, 1L << 40));
        return inputs;
    }

    private Object pick(Object... values) {
        return values[random.nextInt(values.length)];
    }

    private String statement(int depth) {
        int kind = random.nextInt(12);
        if (kind == 0) {
            return "return " + pick("true", "false", value(1)) + ";\n";
        }
        if (kind <= 2 && depth > 0) {
            String otherwise = random.nextBoolean() ? "" : " else {\n" + statement(depth - 1) + "}";
            return "if (" + value(2) + ") {\n" + statement(depth - 1) + statement(depth - 1) + "}" + otherwise + "\n";
        }
        return variable() + " = " + (random.nextBoolean() ? draw() : value(3)) + ";\n";
    }

    private String variable() {
        return "v" + random.nextInt(6);
    }

    /** Any value. */
    private String value(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return (String) pick(variable(), input(), number(), "'s" + random.nextInt(3) + "'", "true", "null", list());
        }
        return switch (random.nextInt(10)) {
            case 0 -> "(" + value(depth - 1) + " == " + value(depth - 1) + ")";
            case 1 -> "(" + value(depth - 1) + pick(" && ", " || ", " ?? ") + value(depth - 1) + ")";
            case 2 -> "!" + value(0);
            case 3 -> "length(" + pick(list(), "items", "name", variable()) + ")";
            case 4 -> "(" + pick(list(), "items", variable()) + ")[" + pick("0", "1", "5", "flag", numeric(1)) + "]";
            case 5 -> "map(a=" + value(depth - 1) + ", salt='s', b=" + value(depth - 1) + ")";
            case 6 -> "{" + variable() + " = " + value(depth - 1) + ";}";
            case 7 -> "[" + value(depth - 1) + ", " + value(depth - 1) + "]";
            case 8 -> "(" + numeric(depth) + pick(" < ", " >= ", " > ", " <= ") + numeric(depth) + ")";
            default -> numeric(depth);
        };
    }

    private String input() {
        return INPUTS[random.nextInt(INPUTS.length)];
    }

    private String number() {
        return (String) pick("0", "1", "7", "2.5", "(4/1)", "100", "9007199254740991", "0.1");
    }

    /** Mostly a number. */
    private String numeric(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return (String) pick(number(), number(), "n", "flag", variable());
        }
        return switch (random.nextInt(6)) {
            case 0 -> "(" + numeric(depth - 1) + pick(" + ", " - ", " * ") + numeric(depth - 1) + ")";
            case 1 -> "(" + numeric(depth - 1) + pick(" / ", " % ") + pick("3", "-7", "2.5", "n") + ")";
            case 2 -> pick("min", "max", "sum", "product") + "(" + numeric(depth - 1) + ", " + numeric(0) + ")";
            case 3 -> "round(" + numeric(depth - 1) + ")";
            case 4 -> "(-" + numeric(depth - 1) + ")";
            default -> number();
        };
    }

    private String list() {
        return (String) pick("[1, 2, 3]", "['a', 'b']", "@[1, [2, 'x'], {'k': [3]}]", "[]", "[userid, v0]", "@[1, 2]");
    }

    /** A random operator. */
    private String draw() {
        List<String> arguments = new ArrayList<>();
        String choices = "choices=" + pick(list(), "items", "[true, userid, 'c']", variable());
        String name = (String) pick(
                "randomFloat",
                "randomInteger",
                "bernoulliTrial",
                "bernoulliFilter",
                "uniformChoice",
                "weightedChoice",
                "sample",
                "fastSample");
        switch (name) {
            case "randomFloat", "randomInteger" -> {
                arguments.add("min=" + pick("0", "-5", "1"));
                arguments.add("max=" + pick("10", "1", "1000000", "n"));
            }
            case "bernoulliTrial" -> arguments.add("p=" + pick("0.5", "0.8", "1", "1/3", "0"));
            case "bernoulliFilter" -> {
                arguments.add(choices);
                arguments.add("p=0.5");
            }
            case "weightedChoice" -> {
                arguments.add("choices=['a', 2, [3]]");
                arguments.add("weights=" + pick("[1, 2, 1]", "[0.2, 0.3, 0.5]", "[0, 0, 1]", "[1, n * n, 1]"));
            }
            case "uniformChoice" -> arguments.add(choices);
            default -> {
                arguments.add(choices);
                if (random.nextBoolean()) {
                    arguments.add("draws=" + pick("0", "1", "2"));
                }
            }
        }
        arguments.add("unit="
                + pick("userid", "userid", "[userid, name]", variable(), "[userid]", "@[1, 2]", "n / 3", "items"));
        if (random.nextInt(4) == 0) {
            arguments.add(pick("salt='x'", "full_salt='a.b'") + "");
        }
        return name + "(" + String.join(", ", arguments) + ")";
    }
}
