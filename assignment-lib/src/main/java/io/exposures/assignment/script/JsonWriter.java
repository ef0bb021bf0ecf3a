package io.exposures.assignment.script;

import io.exposures.assignment.values.FloatText;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes PlanOut values as {@code json.dumps} does. */
final class JsonWriter {

    private static final int MAX_DEPTH = JsonLimits.DEFAULT.maxDepth();
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder();
    private int depth;

    private JsonWriter() {}

    static String write(@Nullable Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return writer.text.toString();
    }

    private void value(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Long || value instanceof BigInteger) {
            text.append(value);
        } else if (value instanceof Double number) {
            text.append(Double.isFinite(number) ? FloatText.of(number) : number.toString());
        } else if (value instanceof String string) {
            string(string);
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else {
            throw new JsonException(
                    "expected a PlanOut value, got a " + value.getClass().getName());
        }
    }

    private void list(List<?> list) {
        enter();
        text.append('[');
        for (Iterator<?> elements = list.iterator(); elements.hasNext(); ) {
            value(elements.next());
            text.append(elements.hasNext() ? ", " : "");
        }
        text.append(']');
        depth--;
    }

    private void map(Map<?, ?> map) {
        enter();
        text.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<?, ?> entry = entries.next();
            key(entry.getKey());
            value(entry.getValue());
            text.append(entries.hasNext() ? ", " : "");
        }
        text.append('}');
        depth--;
    }

    private void key(@Nullable Object key) {
        if (!(key instanceof String string)) {
            throw new JsonException("expected a string as the key of a map, got " + key);
        }
        string(string);
        text.append(": ");
    }

    /** Also ends the endless walk through a list that contains itself. */
    private void enter() {
        depth++;
        if (depth > MAX_DEPTH) {
            throw new JsonException("more than " + MAX_DEPTH + " lists and maps inside each other");
        }
    }

    private void string(String string) {
        text.append('"');
        string.chars().forEach(unit -> character((char) unit));
        text.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\f' -> text.append("\\f");
            case '\b' -> text.append("\\b");
            default -> {
                if (c >= ' ' && c <= '~') {
                    text.append(c);
                } else {
                    unicodeEscape(c);
                }
            }
        }
    }

    private void unicodeEscape(char c) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX.charAt((c >> shift) & 0xf));
        }
    }
}
