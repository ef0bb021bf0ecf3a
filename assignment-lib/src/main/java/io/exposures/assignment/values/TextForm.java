package io.exposures.assignment.values;

import io.exposures.assignment.AssignmentException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text of a value, as it enters a hash: a string stands as it is, anything inside a list or a map is quoted the way
 * Python writes it.
 */
public final class TextForm {
    /** Longest text that is made of one value, in chars. */
    public static final int LONGEST = 1 << 20;

    private TextForm() {}

    /** Text of a value that stands alone. */
    public static String plain(@Nullable Object value) {
        if (value instanceof String string) {
            return string;
        }
        if (value instanceof Long number) {
            return number.toString();
        }
        StringBuilder out = new StringBuilder();
        appendQuoted(out, value, 0);
        return out.toString();
    }

    /** Text of several values as one: {@code (1, 'q')}, the unit of a namespace with several primary units. */
    public static String tuple(List<? extends @Nullable Object> values) {
        StringBuilder out = new StringBuilder("(");
        appendElements(out, values, 0);
        return out.append(')').toString();
    }

    private static void appendQuoted(StringBuilder out, @Nullable Object value, int depth) {
        checkSize(out, depth);
        if (value == null) {
            out.append("None");
        } else if (value instanceof String string) {
            appendQuotedString(out, string);
        } else if (value instanceof Boolean truth) {
            out.append(truth ? "True" : "False");
        } else if (value instanceof Double number) {
            out.append(FloatText.of(number));
        } else if (value instanceof List<?> list) {
            out.append('[');
            appendElements(out, list, depth + 1);
            out.append(']');
        } else if (value instanceof Map<?, ?> map) {
            appendMap(out, map, depth + 1);
        } else {
            out.append(value);
        }
    }

    private static void appendElements(StringBuilder out, List<?> elements, int depth) {
        String separator = "";
        for (Object element : elements) {
            out.append(separator);
            appendQuoted(out, element, depth);
            separator = ", ";
        }
    }

    private static void appendMap(StringBuilder out, Map<?, ?> map, int depth) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            appendQuoted(out, entry.getKey(), depth);
            out.append(": ");
            appendQuoted(out, entry.getValue(), depth);
            separator = ", ";
        }
        out.append('}');
    }

    private static void checkSize(StringBuilder out, int depth) {
        if (depth > Values.DEEPEST) {
            throw new AssignmentException("a value nested deeper than " + Values.DEEPEST + " has no text form");
        }
        if (out.length() > LONGEST) {
            throw new AssignmentException("the text form of a value is longer than " + LONGEST + " characters");
        }
    }

    private static void appendQuotedString(StringBuilder out, String string) {
        char quote = string.indexOf('\'') >= 0 && string.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        for (int i = 0; i < string.length(); ) {
            int codePoint = string.codePointAt(i);
            appendQuotedCodePoint(out, codePoint, quote);
            i += Character.charCount(codePoint);
        }
        out.append(quote);
    }

    private static void appendQuotedCodePoint(StringBuilder out, int codePoint, char quote) {
        switch (codePoint) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (codePoint == quote) {
                    out.append('\\').append(quote);
                } else if (isPrintable(codePoint)) {
                    out.appendCodePoint(codePoint);
                } else {
                    appendEscaped(out, codePoint);
                }
            }
        }
    }

    private static boolean isPrintable(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint >= ' ';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void appendEscaped(StringBuilder out, int codePoint) {
        if (codePoint < 0x100) {
            appendHex(out.append("\\x"), codePoint, 2);
        } else if (codePoint < 0x10000) {
            appendHex(out.append("\\u"), codePoint, 4);
        } else {
            appendHex(out.append("\\U"), codePoint, 8);
        }
    }

    private static void appendHex(StringBuilder out, int codePoint, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(Character.forDigit(codePoint >>> shift & 0xf, 16));
        }
    }
}
