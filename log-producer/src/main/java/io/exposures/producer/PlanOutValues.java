package io.exposures.producer;

import java.math.BigInteger;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes PlanOut values as the records have them: maps of null, boolean, long, double, string, or JSON text in a record
 * of its own for what has no plain form. A value that PlanOut does not have becomes the text of its {@code toString}.
 */
final class PlanOutValues {

    /** Branches of the union of values, in the order of the schema. */
    private static final int NULL = 0;

    private static final int BOOLEAN = 1;
    private static final int LONG = 2;
    private static final int DOUBLE = 3;
    private static final int STRING = 4;
    private static final int JSON = 5;

    private PlanOutValues() {}

    static void writeMap(AvroBinaryWriter out, Map<String, ? extends @Nullable Object> map) {
        int size = map.size();
        if (size > 0) {
            out.number(size);
            int written = 0;
            for (Map.Entry<String, ? extends @Nullable Object> entry : map.entrySet()) {
                out.text(entry.getKey());
                write(out, entry.getValue());
                written++;
            }
            checkSize(size, written);
        }
        out.number(0);
    }

    static void writeTexts(AvroBinaryWriter out, List<String> texts) {
        int size = texts.size();
        if (size > 0) {
            out.number(size);
            int written = 0;
            for (String text : texts) {
                out.text(text);
                written++;
            }
            checkSize(size, written);
        }
        out.number(0);
    }

    private static void checkSize(int announced, int written) {
        if (announced != written) {
            throw new ConcurrentModificationException("a collection changed while it was logged");
        }
    }

    private static void write(AvroBinaryWriter out, @Nullable Object value) {
        if (value instanceof String text) {
            out.number(STRING);
            out.text(text);
        } else if (value instanceof Long number) {
            out.number(LONG);
            out.number(number);
        } else if (value instanceof Double number) {
            out.number(DOUBLE);
            out.floating(number);
        } else if (value instanceof Boolean truth) {
            out.number(BOOLEAN);
            out.bool(truth);
        } else if (value == null) {
            out.number(NULL);
        } else {
            writeConverted(out, value);
        }
    }

    private static void writeConverted(AvroBinaryWriter out, Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            write(out, ((Number) value).longValue());
        } else if (value instanceof Float number) {
            write(out, number.doubleValue());
        } else if (value instanceof BigInteger number && number.bitLength() < Long.SIZE) {
            write(out, number.longValue());
        } else if (value instanceof BigInteger || JsonText.isNested(value)) {
            out.number(JSON);
            out.text(JsonText.of(value));
        } else {
            write(out, value.toString());
        }
    }
}
