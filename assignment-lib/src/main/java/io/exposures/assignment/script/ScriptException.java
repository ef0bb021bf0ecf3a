package io.exposures.assignment.script;

/** Says that a value is no script: what it contains that no script may, or which limit it exceeds. */
public final class ScriptException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ScriptException(String message) {
        super(message);
    }
}
