package io.exposures.assignment.values;

import io.exposures.assignment.AssignmentException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equality and order of values. */
public final class Comparison {
    private final Work work;

    /** Compares as long as there is work left to do. */
    public Comparison(Work work) {
        this.work = work;
    }

    /** Numbers are equal by exact mathematical value, lists and maps by content, others only to their own kind. */
    public boolean areEqual(@Nullable Object left, @Nullable Object right) {
        return areEqual(left, right, 0);
    }

    private boolean areEqual(@Nullable Object left, @Nullable Object right, int depth) {
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof String) {
            return left.equals(right);
        }
        if (Values.isNumber(left)) {
            return Values.isNumber(right) && !isNan(left) && !isNan(right) && Values.compareNumbers(left, right) == 0;
        }
        if (left instanceof List<?> list) {
            return right instanceof List<?> other && listsEqual(list, other, depth + 1);
        }
        return left instanceof Map<?, ?> map && right instanceof Map<?, ?> other && mapsEqual(map, other, depth + 1);
    }

    private static boolean isNan(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    private boolean listsEqual(List<?> left, List<?> right, int depth) {
        return left.size() == right.size() && firstDifference(left, right, depth) == left.size();
    }

    /** Index of the first elements that are not equal, or the length of the shorter list. */
    private int firstDifference(List<?> left, List<?> right, int depth) {
        enter(depth);
        int shorter = Math.min(left.size(), right.size());
        for (int i = 0; i < shorter; i++) {
            if (!elementsEqual(left.get(i), right.get(i), depth)) {
                return i;
            }
        }
        return shorter;
    }

    private boolean mapsEqual(Map<?, ?> left, Map<?, ?> right, int depth) {
        enter(depth);
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            Object other = right.get(entry.getKey());
            boolean isThere = other != null || right.containsKey(entry.getKey());
            if (!isThere || !elementsEqual(entry.getValue(), other, depth)) {
                return false;
            }
        }
        return true;
    }

    /** As in Python, elements are equal when they are the same object, even NaN. */
    @SuppressWarnings("ReferenceEquality")
    private boolean elementsEqual(@Nullable Object left, @Nullable Object right, int depth) {
        work.spend(1);
        return left == right || areEqual(left, right, depth);
    }

    private static void enter(int depth) {
        if (depth > Values.DEEPEST) {
            throw new AssignmentException("values nested deeper than " + Values.DEEPEST + " cannot be compared");
        }
    }

    /**
     * Whether left comes before right: numbers by value, strings by code point, lists by their first difference. NaN
     * comes neither before nor after anything.
     *
     * @throws AssignmentException if the two have no order
     */
    public boolean isLess(@Nullable Object left, @Nullable Object right) {
        return isBefore(left, right, false, 0);
    }

    /** Whether left comes before right, or neither comes before the other; false with NaN. */
    public boolean isLessOrEqual(@Nullable Object left, @Nullable Object right) {
        return isBefore(left, right, true, 0);
    }

    private boolean isBefore(@Nullable Object left, @Nullable Object right, boolean orEqual, int depth) {
        if (left instanceof String l && right instanceof String r) {
            return isBefore(compareStrings(l, r), orEqual);
        }
        if (left != null && right != null && Values.isNumber(left) && Values.isNumber(right)) {
            return !isNan(left) && !isNan(right) && isBefore(Values.compareNumbers(left, right), orEqual);
        }
        if (left instanceof List<?> l && right instanceof List<?> r) {
            int difference = firstDifference(l, r, depth + 1);
            boolean oneIsPrefix = difference == l.size() || difference == r.size();
            return oneIsPrefix
                    ? isBefore(Integer.compare(l.size(), r.size()), orEqual)
                    : isBefore(l.get(difference), r.get(difference), orEqual, depth + 1);
        }
        throw new AssignmentException(Values.kindOf(left) + " and " + Values.kindOf(right) + " have no order");
    }

    private static boolean isBefore(int comparison, boolean orEqual) {
        return orEqual ? comparison <= 0 : comparison < 0;
    }

    /** By code point, which is not the order of {@link String#compareTo}. */
    private static int compareStrings(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                int start = i > 0 && Character.isHighSurrogate(left.charAt(i - 1)) ? i - 1 : i;
                return Integer.compare(left.codePointAt(start), right.codePointAt(start));
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
