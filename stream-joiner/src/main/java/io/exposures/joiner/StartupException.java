package io.exposures.joiner;

/** Thrown when the environment does not fit; the message says what is wrong and how to change it. */
public final class StartupException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /**
     * An environment that does not fit.
     *
     * @param message what is, what is expected, and what changes it
     */
    public StartupException(String message) {
        super(message);
    }

    /**
     * An environment that could not be looked at.
     *
     * @param message what was tried and what to do
     * @param cause why it failed
     */
    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
