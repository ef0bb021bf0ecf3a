package io.exposures.assignment.language;

/**
 * How large a script's text may be. The parser recurses by {@code maxNesting} at most, so that it fits on any thread's
 * stack.
 *
 * @param maxLength greatest length of the text in UTF-16 units
 * @param maxNesting how many brackets, blocks and prefix operators may be open at one place
 * @param maxDepth greatest depth of the compiled form, in levels of JSON; a chain such as {@code a + b + c} deepens it by
 *     two levels for each sign
 */
public record SourceLimits(int maxLength, int maxNesting, int maxDepth) {

    /** A million characters, 200 open brackets, 1000 levels of JSON. */
    public static final SourceLimits DEFAULT = new SourceLimits(1_000_000, 200, 1000);

    /** Checks that the limits are positive. */
    public SourceLimits {
        requirePositive("maxLength", maxLength);
        requirePositive("maxNesting", maxNesting);
        requirePositive("maxDepth", maxDepth);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive, got " + value);
        }
    }
}
