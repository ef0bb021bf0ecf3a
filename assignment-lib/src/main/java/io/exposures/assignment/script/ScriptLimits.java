package io.exposures.assignment.script;

/**
 * How large a script may be, and how much its evaluation may do. Whatever exceeds a limit fails with a message that names
 * it.
 *
 * @param maxDepth levels of lists and maps in the script's JSON
 * @param maxSize values in the script's JSON
 * @param maxListLength elements of one list in the script's JSON
 * @param maxOperations operations of one evaluation: calls of operators, values of lists read or copied, and each 64 bytes
 *     hashed
 * @param maxResultSize values that all parameters hold together after an evaluation
 */
public record ScriptLimits(int maxDepth, int maxSize, int maxListLength, int maxOperations, int maxResultSize) {

    /** 1000 levels, 100,000 values, 50,000 elements, a million operations, 100,000 values in the result. */
    public static final ScriptLimits DEFAULT = new ScriptLimits(1000, 100_000, 50_000, 1_000_000, 100_000);

    /** Checks that the limits are positive. */
    public ScriptLimits {
        requirePositive("maxDepth", maxDepth);
        requirePositive("maxSize", maxSize);
        requirePositive("maxListLength", maxListLength);
        requirePositive("maxOperations", maxOperations);
        requirePositive("maxResultSize", maxResultSize);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive, got " + value);
        }
    }
}
