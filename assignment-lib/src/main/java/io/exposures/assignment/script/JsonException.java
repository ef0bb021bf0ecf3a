package io.exposures.assignment.script;

/** Says that a text is not the JSON that was expected, or a value has no JSON text. */
public final class JsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    JsonException(String message) {
        super(message);
    }

    JsonException(int line, int column, String problem) {
        super("line " + line + ", column " + column + ": " + problem);
    }
}
