package io.exposures.assignment.script;

import io.exposures.assignment.values.FloatText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * PlanOut's semantics written down once more, as plainly as possible: it walks the JSON, keeps variables in a map, makes
 * each text that is hashed as a string, and computes with big integers. It is the oracle of the fuzzer and shares no code
 * with what it checks but the text of floats.
 */
final class NaiveInterpreter {
    private final Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    private final String experimentSalt;
    private boolean inExperiment = true;

    /** Ends the script. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Says that a script fails. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private NaiveInterpreter(String experimentSalt, Map<String, ? extends @Nullable Object> inputs) {
        this.experimentSalt = experimentSalt;
        inputs.forEach((name, value) -> this.inputs.put(name, copy(value)));
    }

    static Script.Result run(@Nullable Object json, String salt, Map<String, ? extends @Nullable Object> inputs) {
        NaiveInterpreter interpreter = new NaiveInterpreter(salt, inputs);
        try {
            interpreter.evaluate(json);
        } catch (Ended e) {
            // The flag says how.
        }
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        interpreter.variables.forEach((name, value) -> params.put(name, normal(value)));
        return new Script.Result(params, interpreter.inExperiment);
    }

    private static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(copy(element)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(key, copy(element)));
            return copy;
        }
        return value instanceof Long number ? (Object) BigInteger.valueOf(number) : value;
    }

    private static @Nullable Object normal(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(normal(element)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(key, normal(element)));
            return copy;
        }
        return value instanceof BigInteger number && number.bitLength() < 64 ? (Object) number.longValue() : value;
    }

    private @Nullable Object evaluate(@Nullable Object json) {
        if (json instanceof Map<?, ?> map && map.containsKey("op")) {
            return operator(map);
        }
        if (json instanceof List<?> list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.forEach(element -> values.add(evaluate(element)));
            return values;
        }
        return copy(json);
    }

    private @Nullable Object operator(Map<?, ?> map) {
        String name = (String) map.get("op");
        switch (String.valueOf(name)) {
            case "literal" -> {
                return copy(map.get("value"));
            }
            case "get" -> {
                String variable = (String) map.get("var");
                return variables.containsKey(variable) ? variables.get(variable) : inputs.get(variable);
            }
            case "set" -> {
                set(map);
                return null;
            }
            case "seq" -> {
                raw(map, "seq").forEach(this::evaluate);
                return null;
            }
            case "return" -> {
                inExperiment = isTrue(evaluate(map.get("value")));
                throw new Ended();
            }
            case "array" -> {
                return evaluate(raw(map, "values"));
            }
            case "coalesce" -> {
                for (Object each : raw(map, "values")) {
                    Object value = evaluate(each);
                    if (value != null) {
                        return value;
                    }
                }
                return null;
            }
            case "and" -> {
                return raw(map, "values").stream().allMatch(each -> isTrue(evaluate(each)));
            }
            case "or" -> {
                return raw(map, "values").stream().anyMatch(each -> isTrue(evaluate(each)));
            }
            case "cond" -> {
                for (Object each : raw(map, "cond")) {
                    Map<?, ?> branch = (Map<?, ?>) each;
                    if (isTrue(evaluate(branch.get("if")))) {
                        return evaluate(branch.get("then"));
                    }
                }
                return null;
            }
            default -> {
                Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
                map.forEach((key, value) -> arguments.put((String) key, evaluate(value)));
                return strict(String.valueOf(name), arguments);
            }
        }
    }

    private static List<?> raw(Map<?, ?> map, String name) {
        if (map.get(name) instanceof List<?> list) {
            return list;
        }
        throw new Failure();
    }

    private void set(Map<?, ?> map) {
        String variable = (String) map.get("var");
        Object value = map.get("value");
        if (value instanceof Map<?, ?> operator && operator.containsKey("op") && !operator.containsKey("salt")) {
            Map<Object, @Nullable Object> salted = new LinkedHashMap<>(operator);
            salted.put("salt", variable);
            value = salted;
        }
        variables.put(variable, evaluate(value));
    }

    private @Nullable Object strict(String name, Map<String, @Nullable Object> arguments) {
        return switch (name) {
            case "map" -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>(arguments);
                map.remove("op");
                map.remove("salt");
                yield map;
            }
            case "index" -> index(arguments.get("base"), arguments.get("index"));
            case "equals" -> equal(arguments.get("left"), arguments.get("right"));
            case "<" -> compare(arguments.get("left"), arguments.get("right")) < 0;
            case "<=" -> compare(arguments.get("left"), arguments.get("right")) <= 0;
            case ">" -> compare(arguments.get("left"), arguments.get("right")) > 0;
            case ">=" -> compare(arguments.get("left"), arguments.get("right")) >= 0;
            case "/" -> {
                double divisor = toDouble(arguments.get("right"));
                yield divisor == 0 ? fail() : (Object) (toDouble(arguments.get("left")) / divisor);
            }
            case "%" -> modulo(number(arguments.get("left")), number(arguments.get("right")));
            case "not" -> !isTrue(arguments.get("value"));
            case "negative" -> subtractFromZero(number(arguments.get("value")));
            case "round" -> round(number(arguments.get("value")));
            case "length" -> length(arguments.get("value"));
            case "min" -> extreme(list(arguments, "values"), -1);
            case "max" -> extreme(list(arguments, "values"), 1);
            case "sum" -> {
                Object sum = BigInteger.ZERO;
                for (Object each : list(arguments, "values")) {
                    sum = add(sum, number(each));
                }
                yield sum;
            }
            case "product" -> product(list(arguments, "values"));
            default -> random(name, arguments);
        };
    }

    private static Object fail() {
        throw new Failure();
    }

    private static List<@Nullable Object> list(Map<String, @Nullable Object> arguments, String name) {
        @SuppressWarnings("unchecked")
        List<@Nullable Object> list =
                arguments.get(name) instanceof List<?> found ? (List<@Nullable Object>) found : null;
        if (list == null) {
            throw new Failure();
        }
        return list;
    }

    private static boolean isTrue(@Nullable Object value) {
        return !(value == null
                || value.equals(false)
                || value.equals(BigInteger.ZERO)
                || value.equals("")
                || (value instanceof Double number && number == 0)
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty()));
    }

    /** A number, booleans as integers. */
    private static Object number(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth ? BigInteger.ONE : BigInteger.ZERO;
        }
        return value instanceof BigInteger || value instanceof Double ? value : fail();
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Boolean || value instanceof BigInteger || value instanceof Double;
    }

    private static double toDouble(@Nullable Object value) {
        Object number = number(value);
        double result = ((Number) number).doubleValue();
        if (number instanceof BigInteger && Double.isInfinite(result)) {
            throw new Failure();
        }
        return result;
    }

    private static Object add(Object left, Object right) {
        return left instanceof BigInteger l && right instanceof BigInteger r
                ? l.add(r)
                : (Object) (toDouble(left) + toDouble(right));
    }

    private static Object subtractFromZero(Object number) {
        return number instanceof BigInteger integer ? integer.negate() : (Object) (0.0 - (Double) number);
    }

    private static @Nullable Object product(List<@Nullable Object> values) {
        if (values.isEmpty()) {
            throw new Failure();
        }
        Object product = values.get(0);
        for (Object each : values.subList(1, values.size())) {
            Object left = number(product);
            Object right = number(each);
            product = left instanceof BigInteger l && right instanceof BigInteger r
                    ? l.multiply(r)
                    : (Object) (toDouble(left) * toDouble(right));
        }
        return product;
    }

    private static Object modulo(Object left, Object right) {
        if (left instanceof BigInteger l && right instanceof BigInteger r) {
            if (r.signum() == 0) {
                throw new Failure();
            }
            BigInteger[] parts = l.divideAndRemainder(r);
            boolean otherSign = parts[1].signum() != 0 && parts[1].signum() != r.signum();
            return otherSign ? parts[1].add(r) : parts[1];
        }
        double divisor = toDouble(right);
        if (divisor == 0) {
            throw new Failure();
        }
        double remainder = toDouble(left) % divisor;
        if (remainder == 0) {
            return Math.copySign(0.0, divisor);
        }
        return (remainder < 0) != (divisor < 0) ? remainder + divisor : remainder;
    }

    private static Object round(Object number) {
        if (number instanceof BigInteger) {
            return number;
        }
        double value = (Double) number;
        return Double.isFinite(value) ? new BigDecimal(Math.rint(value)).toBigInteger() : fail();
    }

    private static Object length(@Nullable Object value) {
        if (value instanceof String text) {
            return BigInteger.valueOf(text.codePoints().count());
        }
        if (value instanceof List<?> list) {
            return BigInteger.valueOf(list.size());
        }
        return value instanceof Map<?, ?> map ? BigInteger.valueOf(map.size()) : fail();
    }

    private static @Nullable Object extreme(List<@Nullable Object> values, int direction) {
        if (values.isEmpty()) {
            throw new Failure();
        }
        Object best = values.get(0);
        for (Object each : values.subList(1, values.size())) {
            best = Integer.signum(compare(each, best)) == direction ? each : best;
        }
        return best;
    }

    private static @Nullable Object index(@Nullable Object base, @Nullable Object index) {
        if (base instanceof List<?> list) {
            Object position = number(index);
            boolean inside =
                    compare(position, BigInteger.ZERO) >= 0 && compare(position, BigInteger.valueOf(list.size())) < 0;
            if (!inside) {
                return null;
            }
            return position instanceof BigInteger integer ? list.get(integer.intValue()) : fail();
        }
        if (base instanceof Map<?, ?> map) {
            return index instanceof List<?> || index instanceof Map<?, ?> ? fail() : map.get(index);
        }
        return fail();
    }

    private static boolean equal(@Nullable Object left, @Nullable Object right) {
        if (isNumber(left) && isNumber(right)) {
            return compare(left, right) == 0;
        }
        if (left instanceof List<?> l && right instanceof List<?> r) {
            boolean equal = l.size() == r.size();
            for (int i = 0; equal && i < l.size(); i++) {
                equal = equal(l.get(i), r.get(i));
            }
            return equal;
        }
        if (left instanceof Map<?, ?> l && right instanceof Map<?, ?> r) {
            return l.keySet().equals(r.keySet()) && l.keySet().stream().allMatch(key -> equal(l.get(key), r.get(key)));
        }
        return Objects.equals(left, right);
    }

    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (isNumber(left) && isNumber(right)) {
            return compareNumbers(number(left), number(right));
        }
        if (left instanceof String l && right instanceof String r) {
            return compareLists(
                    l.codePoints().mapToObj(BigInteger::valueOf).toList(),
                    r.codePoints().mapToObj(BigInteger::valueOf).toList());
        }
        if (left instanceof List<?> l && right instanceof List<?> r) {
            return compareLists(l, r);
        }
        throw new Failure();
    }

    private static int compareLists(List<?> left, List<?> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return compare(left.get(i), right.get(i));
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** The generated scripts make no NaN. */
    private static int compareNumbers(Object left, Object right) {
        return isInfinite(left) || isInfinite(right)
                ? Double.compare(((Number) left).doubleValue(), ((Number) right).doubleValue())
                : decimal(left).compareTo(decimal(right));
    }

    private static boolean isInfinite(Object number) {
        return number instanceof Double value && value.isInfinite();
    }

    private static BigDecimal decimal(Object number) {
        return number instanceof BigInteger integer ? new BigDecimal(integer) : new BigDecimal((Double) number);
    }

    private @Nullable Object random(String name, Map<String, @Nullable Object> arguments) {
        switch (name) {
            case "randomFloat" -> {
                double min = toDouble(arguments.get("min"));
                double max = toDouble(arguments.get("max"));
                return min + (max - min) * zeroToOne(arguments, null);
            }
            case "randomInteger" -> {
                Object min = number(arguments.get("min"));
                Object max = number(arguments.get("max"));
                if (!(min instanceof BigInteger first) || !(max instanceof BigInteger last)) {
                    throw new Failure();
                }
                BigInteger range = last.subtract(first).add(BigInteger.ONE);
                return first.add((BigInteger) modulo(hash(arguments, null), range));
            }
            case "bernoulliTrial" -> {
                double p = probability(arguments);
                return zeroToOne(arguments, null) <= p ? BigInteger.ONE : BigInteger.ZERO;
            }
            case "bernoulliFilter" -> {
                double p = probability(arguments);
                List<@Nullable Object> kept = new ArrayList<>();
                for (Object choice : new ArrayList<>(list(arguments, "choices"))) {
                    if (zeroToOne(arguments, choice) <= p) {
                        kept.add(choice);
                    }
                }
                return kept;
            }
            case "uniformChoice" -> {
                List<@Nullable Object> choices = list(arguments, "choices");
                return choices.isEmpty()
                        ? new ArrayList<>()
                        : choices.get(hash(arguments, null)
                                .mod(BigInteger.valueOf(choices.size()))
                                .intValue());
            }
            case "weightedChoice" -> {
                return weightedChoice(arguments);
            }
            case "sample", "fastSample" -> {
                return sample(arguments, name.equals("fastSample"));
            }
            default -> throw new Failure();
        }
    }

    private static double probability(Map<String, @Nullable Object> arguments) {
        double p = toDouble(arguments.get("p"));
        if (!(p >= 0 && p <= 1)) {
            throw new Failure();
        }
        return p;
    }

    private @Nullable Object weightedChoice(Map<String, @Nullable Object> arguments) {
        List<@Nullable Object> choices = list(arguments, "choices");
        List<@Nullable Object> weights = list(arguments, "weights");
        if (choices.isEmpty()) {
            return new ArrayList<>();
        }
        List<Double> sums = new ArrayList<>();
        double sum = 0;
        for (Object weight : weights) {
            sum += toDouble(weight);
            sums.add(sum);
        }
        double stop = sum * zeroToOne(arguments, null);
        for (int i = 0; i < sums.size(); i++) {
            if (stop <= sums.get(i)) {
                return i < choices.size() ? choices.get(i) : fail();
            }
        }
        return null;
    }

    private Object sample(Map<String, @Nullable Object> arguments, boolean fast) {
        List<@Nullable Object> choices = new ArrayList<>(list(arguments, "choices"));
        int size = choices.size();
        int draws = arguments.containsKey("draws") ? ((BigInteger) number(arguments.get("draws"))).intValue() : size;
        if (draws > size) {
            throw new Failure();
        }
        for (int i = size - 1; i > 0; i--) {
            BigInteger index = BigInteger.valueOf(i);
            Collections.swap(
                    choices,
                    i,
                    hash(arguments, index).mod(index.add(BigInteger.ONE)).intValue());
            if (fast && i == size - draws) {
                return new ArrayList<>(choices.subList(i, size));
            }
        }
        return new ArrayList<>(choices.subList(0, draws >= 0 ? draws : Math.max(0, size + draws)));
    }

    private double zeroToOne(Map<String, @Nullable Object> arguments, @Nullable Object appended) {
        return hash(arguments, appended).doubleValue() / 0x1p60;
    }

    private BigInteger hash(Map<String, @Nullable Object> arguments, @Nullable Object appended) {
        String salt;
        if (arguments.containsKey("full_salt")) {
            salt = text(arguments, "full_salt") + ".";
        } else {
            salt = experimentSalt + "." + text(arguments, "salt") + ".";
        }
        if (!arguments.containsKey("unit")) {
            throw new Failure();
        }
        Object unit = arguments.get("unit");
        @SuppressWarnings("unchecked")
        List<@Nullable Object> elements = unit instanceof List<?>
                ? (List<@Nullable Object>) unit
                : new ArrayList<>(Collections.singletonList(unit));
        if (appended != null) {
            elements.add(appended);
        }
        String texts = elements.stream().map(NaiveInterpreter::plain).collect(Collectors.joining("."));
        return new BigInteger(sha1(salt + texts).substring(0, 15), 16);
    }

    private static String text(Map<String, @Nullable Object> arguments, String name) {
        return arguments.get(name) instanceof String text ? text : String.valueOf(fail());
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String plain(@Nullable Object value) {
        return value instanceof String text ? text : quoted(value);
    }

    /** The generated texts hold nothing that needs an escape. */
    private static String quoted(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        if (value instanceof Double number) {
            return FloatText.of(number);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(NaiveInterpreter::quoted).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof String text ? "'" + text + "'" : value.toString();
    }
}
