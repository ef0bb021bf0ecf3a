package io.exposures.producer;

import io.exposures.records.Json;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns PlanOut values into the values of Avro maps, and adds up how much memory they take. A value that PlanOut does
 * not have becomes the text of its {@code toString}.
 */
final class AvroValues {

    /** Rough cost of an object with a header and a reference to it. */
    private static final int OBJECT_BYTES = 24;

    private static final int ENTRY_BYTES = 48;

    private long bytes;

    /** Estimate of the memory that the values converted so far take. */
    long bytes() {
        return bytes;
    }

    /** Counts a text that is kept as it is. */
    String text(String text) {
        bytes += OBJECT_BYTES + 16 + text.length();
        return text;
    }

    /** Copies a map, so that the caller may go on changing its own. */
    Map<String, @Nullable Object> map(Map<String, ? extends @Nullable Object> map) {
        Map<String, @Nullable Object> copy = new HashMap<>(capacityFor(map.size()));
        for (Map.Entry<String, ? extends @Nullable Object> entry : map.entrySet()) {
            bytes += ENTRY_BYTES;
            copy.put(text(entry.getKey()), value(entry.getValue()));
        }
        return copy;
    }

    private @Nullable Object value(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String string) {
            return text(string);
        }
        bytes += OBJECT_BYTES;
        if (value instanceof Long || value instanceof Double) {
            return value;
        }
        return converted(value);
    }

    private Object converted(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (value instanceof BigInteger number) {
            return number.bitLength() < Long.SIZE ? (Object) number.longValue() : new Json(text(number.toString()));
        }
        if (JsonText.isNested(value)) {
            return new Json(text(JsonText.of(value)));
        }
        return text(value.toString());
    }

    private static int capacityFor(int size) {
        return Math.max(4, size + size / 2 + 1);
    }
}
