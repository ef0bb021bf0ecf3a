package io.exposures.joiner.query;

import java.time.Duration;

/** Thrown when an answer cannot be given yet, but will be later. */
public final class NotReadyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    /**
     * An answer that cannot be given yet.
     *
     * @param message what is not ready, as a sentence for people
     * @param retryAfter when to ask again
     */
    public NotReadyException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** When to ask again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
