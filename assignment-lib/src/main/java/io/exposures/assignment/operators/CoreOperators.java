package io.exposures.assignment.operators;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.values.Comparison;
import io.exposures.assignment.values.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PlanOut's operators on data, truth and numbers that evaluate all their arguments. */
final class CoreOperators {
    private static final String LEFT = "left";
    private static final String RIGHT = "right";
    private static final String VALUE = "value";
    private static final String VALUES = "values";
    private static final Long ZERO = 0L;

    private CoreOperators() {}

    /** A map of all arguments but {@code salt}. */
    static Object map(Arguments arguments) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String name : arguments.names()) {
            map.put(name, arguments.any(name));
        }
        map.remove("salt");
        return map;
    }

    /** The element of a list or map, null if there is none. */
    static @Nullable Object index(Arguments arguments) {
        Object base = arguments.any("base");
        Object index = arguments.any("index");
        if (base instanceof List<?> list) {
            return element(arguments, list, index);
        }
        if (!(base instanceof Map<?, ?> map)) {
            throw arguments.unexpected("base", base, "a map or list");
        }
        if (index instanceof List<?> || index instanceof Map<?, ?>) {
            throw arguments.unexpected("index", index, "a string");
        }
        return index instanceof String key ? map.get(key) : null;
    }

    private static @Nullable Object element(Arguments arguments, List<?> list, @Nullable Object index) {
        if (index == null || !Values.isNumber(index)) {
            throw arguments.unexpected("index", index, "an integer");
        }
        boolean isWithin =
                Values.compareNumbers(index, 0L) >= 0 && Values.compareNumbers(index, (long) list.size()) < 0;
        if (!isWithin) {
            return null;
        }
        if (index instanceof Double) {
            throw arguments.unexpected("index", index, "an integer");
        }
        return list.get((int) Values.toLong(index));
    }

    static Object areEqual(Arguments arguments) {
        Object left = arguments.any(LEFT);
        Object right = arguments.any(RIGHT);
        return new Comparison(arguments.work()).areEqual(left, right);
    }

    static Object isLess(Arguments arguments) {
        return isLess(arguments, arguments.any(LEFT), arguments.any(RIGHT));
    }

    static Object isGreater(Arguments arguments) {
        return isLess(arguments, arguments.any(RIGHT), arguments.any(LEFT));
    }

    static Object isLessOrEqual(Arguments arguments) {
        return isLessOrEqual(arguments, arguments.any(LEFT), arguments.any(RIGHT));
    }

    static Object isGreaterOrEqual(Arguments arguments) {
        return isLessOrEqual(arguments, arguments.any(RIGHT), arguments.any(LEFT));
    }

    private static boolean isLess(Arguments arguments, @Nullable Object left, @Nullable Object right) {
        try {
            return new Comparison(arguments.work()).isLess(left, right);
        } catch (AssignmentException e) {
            throw named(arguments, e);
        }
    }

    private static boolean isLessOrEqual(Arguments arguments, @Nullable Object left, @Nullable Object right) {
        try {
            return new Comparison(arguments.work()).isLessOrEqual(left, right);
        } catch (AssignmentException e) {
            throw named(arguments, e);
        }
    }

    private static AssignmentException named(Arguments arguments, AssignmentException e) {
        return new AssignmentException(arguments.operator() + ": " + e.getMessage(), e);
    }

    static Object divide(Arguments arguments) {
        Object left = numeric(arguments, LEFT);
        return Arithmetic.divide(left, numeric(arguments, RIGHT));
    }

    static Object modulo(Arguments arguments) {
        Object left = numeric(arguments, LEFT);
        return Arithmetic.modulo(left, numeric(arguments, RIGHT));
    }

    private static Object numeric(Arguments arguments, String name) {
        Object value = arguments.any(name);
        if (value == null || !Values.isNumber(value)) {
            throw arguments.unexpected(name, value, "a number");
        }
        return value;
    }

    static Object not(Arguments arguments) {
        return !Values.isTrue(arguments.any(VALUE));
    }

    static Object negative(Arguments arguments) {
        return Arithmetic.negate(numeric(arguments, VALUE));
    }

    static Object round(Arguments arguments) {
        return Arithmetic.round(numeric(arguments, VALUE));
    }

    static Object exp(Arguments arguments) {
        return Arithmetic.exp(numeric(arguments, VALUE));
    }

    static Object squareRoot(Arguments arguments) {
        return Arithmetic.squareRoot(numeric(arguments, VALUE));
    }

    /** Code points of a string, elements of a list, entries of a map. */
    static Object length(Arguments arguments) {
        Object value = arguments.any(VALUE);
        if (value instanceof String string) {
            return (long) string.codePointCount(0, string.length());
        }
        if (value instanceof List<?> list) {
            return (long) list.size();
        }
        if (value instanceof Map<?, ?> map) {
            return (long) map.size();
        }
        throw arguments.unexpected(VALUE, value, "a string, list or map");
    }

    /** The least; of equal ones the first. */
    static @Nullable Object min(Arguments arguments) {
        List<@Nullable Object> values = nonEmpty(arguments);
        Object least = values.get(0);
        for (int i = 1; i < values.size(); i++) {
            least = isLess(arguments, values.get(i), least) ? values.get(i) : least;
        }
        return least;
    }

    /** The greatest; of equal ones the first. */
    static @Nullable Object max(Arguments arguments) {
        List<@Nullable Object> values = nonEmpty(arguments);
        Object greatest = values.get(0);
        for (int i = 1; i < values.size(); i++) {
            greatest = isLess(arguments, greatest, values.get(i)) ? values.get(i) : greatest;
        }
        return greatest;
    }

    private static List<@Nullable Object> nonEmpty(Arguments arguments) {
        List<@Nullable Object> values = arguments.list(VALUES);
        if (values.isEmpty()) {
            throw new AssignmentException(arguments.operator() + ": argument values is empty; expected an element");
        }
        return values;
    }

    /** Added to 0 from left to right. */
    static Object sum(Arguments arguments) {
        List<@Nullable Object> values = arguments.list(VALUES);
        Object sum = ZERO;
        for (int i = 0; i < values.size(); i++) {
            sum = Arithmetic.add(sum, numericElement(arguments, values, i));
        }
        return sum;
    }

    /** Multiplied from left to right; a single value stays as it is. */
    static @Nullable Object product(Arguments arguments) {
        List<@Nullable Object> values = nonEmpty(arguments);
        if (values.size() == 1) {
            return values.get(0);
        }
        Object product = numericElement(arguments, values, 0);
        for (int i = 1; i < values.size(); i++) {
            product = Arithmetic.multiply(product, numericElement(arguments, values, i));
        }
        return product;
    }

    private static Object numericElement(Arguments arguments, List<@Nullable Object> values, int i) {
        Object value = values.get(i);
        if (value == null || !Values.isNumber(value)) {
            throw new AssignmentException(arguments.operator() + ": element " + i + " of argument values is "
                    + Values.kindOf(value) + "; expected a number");
        }
        return value;
    }
}
