package io.exposures.assignment.script;

import org.jspecify.annotations.Nullable;

/**
 * JSON as PlanOut needs it: integers and floating-point numbers stay apart, integers are exact, keys keep their order, and
 * the text written is the one that checksums are made of.
 */
public final class ScriptJson {

    private ScriptJson() {}

    /**
     * Reads a text within the default limits.
     *
     * @return maps as {@link java.util.LinkedHashMap} (of a repeated key the last value at the first position), lists as
     *     {@link java.util.ArrayList}, numbers with {@code .}, {@code e} or {@code E} as {@link Double}, others as
     *     {@link Long} or, beyond 64 bits, {@link java.math.BigInteger}
     * @throws JsonException if the text is not one JSON value, or too large or too deep
     */
    public static @Nullable Object parse(String text) {
        return parse(text, JsonLimits.DEFAULT);
    }

    /**
     * Reads a text within the given limits.
     *
     * @throws JsonException if the text is not one JSON value, or beyond the limits
     */
    public static @Nullable Object parse(String text, JsonLimits limits) {
        return JsonReader.read(text, limits);
    }

    /**
     * Writes a value as Python's {@code json.dumps} does: {@code ", "} between elements, {@code ": "} after keys, ASCII
     * only; numbers that are not finite as {@code NaN}, {@code Infinity}, {@code -Infinity}.
     *
     * @throws JsonException if a value is none of PlanOut's, or is nested deeper than {@link JsonLimits#DEFAULT} allows
     */
    public static String write(@Nullable Object value) {
        return JsonWriter.write(value);
    }
}
