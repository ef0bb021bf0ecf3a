package io.exposures.assignment;

/**
 * Where exposures and events go. Implementations are called on the service's request threads: they must be thread-safe,
 * must return at once, and must not throw.
 */
@FunctionalInterface
public interface ExposureLogger {

    /** Takes one record: an exposure, or an event logged through an experiment. */
    void log(LogRecord logRecord);
}
