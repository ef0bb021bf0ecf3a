package io.exposures.joiner.http;

/**
 * Whether this instance may be sent requests.
 *
 * @param ready whether it may
 * @param detail what it waits for, as a sentence for people; empty when ready
 */
public record Readiness(boolean ready, String detail) {

    /** Requests are welcome. */
    public static final Readiness READY = new Readiness(true, "");

    /**
     * Requests should go elsewhere for now.
     *
     * @param detail what this instance waits for, as a sentence for people
     */
    public static Readiness notReady(String detail) {
        return new Readiness(false, detail);
    }
}
