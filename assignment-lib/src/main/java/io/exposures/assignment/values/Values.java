package io.exposures.assignment.values;

import io.exposures.assignment.AssignmentException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * PlanOut's values: null, {@link Boolean}, {@link Long} ({@link BigInteger} only beyond 64 bits), {@link Double},
 * {@link String}, {@link List} and {@link Map} with string keys in insertion order. A boolean is also an integer.
 */
public final class Values {
    /** Deepest nesting of lists and maps that is worked on. */
    public static final int DEEPEST = 500;

    private Values() {}

    /**
     * The PlanOut value that a Java object stands for; lists, maps and arrays are copied deeply.
     *
     * @throws AssignmentException if the object, or one inside it, stands for no PlanOut value
     */
    public static @Nullable Object of(@Nullable Object object) {
        if (object == null || object instanceof String || object instanceof Long || object instanceof Boolean) {
            return object;
        }
        return of(object, 0);
    }

    private static @Nullable Object of(@Nullable Object object, int depth) {
        if (object == null
                || object instanceof String
                || object instanceof Long
                || object instanceof Double
                || object instanceof Boolean) {
            return object;
        }
        if (object instanceof Integer || object instanceof Short || object instanceof Byte) {
            return ((Number) object).longValue();
        }
        if (object instanceof Float number) {
            return number.doubleValue();
        }
        if (object instanceof BigInteger integer) {
            return of(integer);
        }
        if (object instanceof CharSequence
                || object instanceof Character
                || object instanceof UUID
                || object instanceof Enum<?>) {
            return object.toString();
        }
        return collection(object, depth);
    }

    private static Object collection(Object object, int depth) {
        if (depth >= DEEPEST) {
            throw new AssignmentException("lists and maps may be nested " + DEEPEST + " deep, not deeper");
        }
        if (object instanceof List<?> list) {
            return listOf(list, depth);
        }
        if (object instanceof Object[] array) {
            return listOf(Arrays.asList(array), depth);
        }
        if (object instanceof Map<?, ?> map) {
            return mapOf(map, depth);
        }
        throw new AssignmentException("an object of " + object.getClass()
                + " is no PlanOut value; expected null, a boolean, a number, a string, a list or a map");
    }

    private static List<@Nullable Object> listOf(List<?> list, int depth) {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
            copy.add(of(element, depth + 1));
        }
        return copy;
    }

    private static Map<String, @Nullable Object> mapOf(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new AssignmentException("a map has the key " + entry.getKey() + "; expected strings as keys");
            }
            copy.put(key, of(entry.getValue(), depth + 1));
        }
        return copy;
    }

    /** The PlanOut value that a Java object stands for; its text if it stands for none. */
    public static @Nullable Object orText(@Nullable Object object) {
        try {
            return of(object);
        } catch (AssignmentException e) {
            return object + "";
        }
    }

    /** The integer in its normal form: a {@link Long} where that is wide enough. */
    public static Object of(BigInteger integer) {
        return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
    }

    /** Whether a condition holds: false are null, false, zeros, and empty strings, lists and maps. */
    public static boolean isTrue(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof String string) {
            return !string.isEmpty();
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value != null;
    }

    /** Whether the value is an integer; a boolean is one. */
    public static boolean isInteger(@Nullable Object value) {
        return value instanceof Long || value instanceof Boolean || value instanceof BigInteger;
    }

    /** Whether the value is an integer or a float; a boolean is an integer. */
    public static boolean isNumber(@Nullable Object value) {
        return isInteger(value) || value instanceof Double;
    }

    /** A boolean as the integer that it is; other values unchanged. */
    public static @Nullable Object withoutBoolean(@Nullable Object value) {
        return value instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : value;
    }

    /** An integer value (see {@link #isInteger}) of any size. */
    public static BigInteger toBigInteger(Object integer) {
        return integer instanceof BigInteger big ? big : BigInteger.valueOf(toLong(integer));
    }

    /** An integer value that fits: a {@link Long} or a boolean. */
    public static long toLong(Object integer) {
        return integer instanceof Boolean truth ? (truth ? 1L : 0L) : (Long) integer;
    }

    /**
     * A number as double, rounded to nearest even.
     *
     * @throws AssignmentException if an integer is beyond the range of a double
     */
    public static double toDouble(Object number) {
        if (number instanceof Double real) {
            return real;
        }
        if (!(number instanceof BigInteger big)) {
            return (double) toLong(number);
        }
        double rounded = big.doubleValue();
        if (Double.isInfinite(rounded)) {
            throw new AssignmentException("an integer of " + big.bitLength() + " bits is too large for a float");
        }
        return rounded;
    }

    /** Compares two numbers, neither of them NaN, by exact mathematical value. */
    public static int compareNumbers(Object left, Object right) {
        if (left instanceof Double l && right instanceof Double r) {
            return l < r ? -1 : l > r ? 1 : 0;
        }
        if (left instanceof Double l) {
            return -compareIntegerToDouble(right, l);
        }
        if (right instanceof Double r) {
            return compareIntegerToDouble(left, r);
        }
        if (left instanceof BigInteger || right instanceof BigInteger) {
            return toBigInteger(left).compareTo(toBigInteger(right));
        }
        return Long.compare(toLong(left), toLong(right));
    }

    private static int compareIntegerToDouble(Object integer, double number) {
        if (Double.isInfinite(number)) {
            return number > 0 ? -1 : 1;
        }
        if (!(integer instanceof BigInteger)
                && Math.abs(toLong(integer)) < 1L << 53
                && toLong(integer) != Long.MIN_VALUE) {
            return Double.compare((double) toLong(integer), number + 0.0);
        }
        return new BigDecimal(toBigInteger(integer)).compareTo(new BigDecimal(number));
    }

    /** What kind of value it is, for messages: {@code a string}. */
    public static String kindOf(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (isInteger(value)) {
            return "an integer";
        }
        if (value instanceof Double) {
            return "a float";
        }
        if (value instanceof String) {
            return "a string";
        }
        return value instanceof List<?> ? "a list" : "a map";
    }
}
