package io.exposures.assignment.values;

import io.exposures.assignment.AssignmentException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** A list of the PlanOut values that the elements stand for. */
    public static List<@Nullable Object> ofAll(List<?> list) {
        return listOf(list, 0);
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

    /** Equality of PlanOut: numbers by exact mathematical value, lists and maps by content, else only like kinds. */
    public static boolean areEqual(@Nullable Object left, @Nullable Object right) {
        return areEqual(left, right, 0);
    }

    private static boolean areEqual(@Nullable Object left, @Nullable Object right, int depth) {
        if (left instanceof String string) {
            return string.equals(right);
        }
        if (isNumber(left)) {
            return isNumber(right) && numbersEqual(Objects.requireNonNull(left), right);
        }
        if (left instanceof List<?> list) {
            return right instanceof List<?> other && (list == other || listsEqual(list, other, depth + 1));
        }
        if (left instanceof Map<?, ?> map) {
            return right instanceof Map<?, ?> other && (map == other || mapsEqual(map, other, depth + 1));
        }
        return left == null && right == null;
    }

    private static boolean numbersEqual(Object left, @Nullable Object right) {
        return right != null && !isNan(left) && !isNan(right) && compareNumbers(left, right) == 0;
    }

    private static boolean isNan(@Nullable Object value) {
        return value instanceof Double number && number.isNaN();
    }

    /** Elements of lists are equal when they are the same object, even NaN, as in Python. */
    private static boolean listsEqual(List<?> left, List<?> right, int depth) {
        checkDepth(depth);
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!elementsEqual(left.get(i), right.get(i), depth)) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // identity is what Python tests before equality
    private static boolean elementsEqual(@Nullable Object left, @Nullable Object right, int depth) {
        return left == right || areEqual(left, right, depth);
    }

    private static boolean mapsEqual(Map<?, ?> left, Map<?, ?> right, int depth) {
        checkDepth(depth);
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            if (!right.containsKey(entry.getKey())
                    || !elementsEqual(entry.getValue(), right.get(entry.getKey()), depth)) {
                return false;
            }
        }
        return true;
    }

    private static void checkDepth(int depth) {
        if (depth > DEEPEST) {
            throw new AssignmentException("values nested deeper than " + DEEPEST + " cannot be compared");
        }
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

    /** Order of strings by code point, which is not that of {@link String#compareTo}. */
    public static int compareStrings(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                int start = i > 0 && Character.isHighSurrogate(left.charAt(i - 1)) ? i - 1 : i;
                return Integer.compare(left.codePointAt(start), right.codePointAt(start));
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
