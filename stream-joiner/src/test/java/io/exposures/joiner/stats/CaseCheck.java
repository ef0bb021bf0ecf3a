package io.exposures.joiner.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was computed with the expected fields of one JSON object, within the tolerances of the vectors' README,
 * and notices expected fields that nobody compared.
 */
final class CaseCheck {
    private static final double RELATIVE = 1e-9;
    private static final double UNDERFLOW_EXPECTED = 1e-290;
    private static final double UNDERFLOW_ACTUAL = 1e-280;
    /** Expected values were computed with 60 digits: what should be 0 and is a difference may be off by that much. */
    private static final double REFERENCE_NOISE = 1e-50;

    private final String where;
    private final JsonNode expected;
    private final List<String> failures;
    private final Set<String> compared = new HashSet<>();

    CaseCheck(String where, JsonNode expected, List<String> failures) {
        this.where = where;
        this.expected = expected;
        this.failures = failures;
    }

    JsonNode expected(String field) {
        compared.add(field);
        JsonNode value = expected.get(field);
        if (value == null) {
            throw new IllegalArgumentException(where + " has no field " + field + ": " + expected.toString());
        }
        return value;
    }

    /** Returns a check of the objects in an array field, which must be as many as were computed. */
    List<CaseCheck> elements(String field, int computed) {
        JsonNode array = expected(field);
        List<CaseCheck> checks = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            checks.add(new CaseCheck(where + " " + field + "[" + i + "]", array.get(i), failures));
        }
        verify(field, array.size() == computed, array.size() + " elements", computed);
        return checks;
    }

    CaseCheck child(String field) {
        return new CaseCheck(where + " " + field, expected(field), failures);
    }

    void equal(String field, @Nullable Object actual) {
        JsonNode value = expected(field);
        String text = value.isNull() ? null : value.isTextual() ? value.textValue() : value.toString();
        verify(field, text == null ? actual == null : text.equals(String.valueOf(actual)), value, actual);
    }

    /** Relative error of 1e-9; what is below the range of doubles only has to be nearly there. */
    void relative(String field, @Nullable Double actual) {
        relative(field, expected(field), actual, 0);
    }

    /** As {@link #relative}, for differences whose exact value 0 is noise in the expected data. */
    void relativeOrNoise(String field, @Nullable Double actual) {
        relative(field, expected(field), actual, REFERENCE_NOISE);
    }

    void relativeElements(String field, List<@Nullable Double> actual) {
        JsonNode array = expected(field);
        verify(field, array.size() == actual.size(), array, actual);
        for (int i = 0; i < array.size(); i++) {
            relative(field + "[" + i + "]", array.get(i), actual.get(i), 0);
        }
    }

    /** Absolute error of at most the tolerance. */
    void within(String field, @Nullable Double actual, double tolerance) {
        within(field, expected(field), actual, tolerance);
    }

    /** Error of both bounds of at most a share of the half-width. */
    void interval(String field, @Nullable Interval actual, double share) {
        JsonNode bounds = expected(field);
        verifyPresence(field, bounds, actual);
        if (actual != null && !bounds.isNull()) {
            double tolerance =
                    share * Math.abs(bounds.get(1).doubleValue() - bounds.get(0).doubleValue()) / 2;
            within(field, bounds.get(0), actual.lower(), tolerance);
            within(field, bounds.get(1), actual.upper(), tolerance);
        }
    }

    /** Relative error of both bounds of 1e-9. */
    void intervalRelative(String field, @Nullable Interval actual) {
        JsonNode bounds = expected(field);
        verifyPresence(field, bounds, actual);
        if (actual != null && !bounds.isNull()) {
            relative(field, bounds.get(0), actual.lower(), REFERENCE_NOISE);
            relative(field, bounds.get(1), actual.upper(), REFERENCE_NOISE);
        }
    }

    void verify(String field, boolean right, Object wanted, @Nullable Object actual) {
        if (!right) {
            failures.add(where + " " + field + ": expected " + wanted + " but was " + actual);
        }
    }

    /** Reports every expected field that no comparison asked for. */
    void verifyNothingForgotten() {
        expected.fieldNames().forEachRemaining(name -> verify(name, compared.contains(name), "a comparison", "none"));
    }

    private void relative(String field, JsonNode wanted, @Nullable Double actual, double noise) {
        double value = Math.abs(wanted.doubleValue());
        double tolerance = value < UNDERFLOW_EXPECTED ? UNDERFLOW_ACTUAL : RELATIVE * value;
        within(field, wanted, actual, value < noise ? noise : tolerance);
    }

    private void within(String field, JsonNode wanted, @Nullable Double actual, double tolerance) {
        verifyPresence(field, wanted, actual);
        if (actual != null && !wanted.isNull()) {
            verify(field, Math.abs(wanted.doubleValue() - actual) <= tolerance, wanted, actual);
        }
    }

    private void verifyPresence(String field, JsonNode wanted, @Nullable Object actual) {
        verify(field, wanted.isNull() == (actual == null), wanted, actual);
    }
}
