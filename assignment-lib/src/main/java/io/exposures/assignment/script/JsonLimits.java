package io.exposures.assignment.script;

/**
 * How large a JSON text may be.
 *
 * @param maxLength greatest length of the text in UTF-16 units
 * @param maxDepth how many lists and maps may be nested
 */
public record JsonLimits(int maxLength, int maxDepth) {

    /** Ten million characters, 1000 levels. */
    public static final JsonLimits DEFAULT = new JsonLimits(10_000_000, 1000);

    /** Checks that the limits are positive. */
    public JsonLimits {
        if (maxLength < 1 || maxDepth < 1) {
            throw new IllegalArgumentException(
                    "limits must be positive, got maxLength " + maxLength + ", maxDepth " + maxDepth);
        }
    }
}
