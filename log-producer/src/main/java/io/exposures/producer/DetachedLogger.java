package io.exposures.producer;

import io.exposures.assignment.ExposureLogger;
import io.exposures.assignment.LogRecord;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Any {@link ExposureLogger}, made harmless: it runs on a thread of its own behind a bounded queue, so that however slow it
 * is and whatever it throws, neither the caller nor other loggers notice. Combine it with Kafka by
 * {@link io.exposures.assignment.CompositeLogger}.
 */
public final class DetachedLogger implements ExposureLogger, AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Detached<LogRecord> logger;

    /**
     * Detaches a logger.
     *
     * @param logger called on one thread, one record at a time
     * @param capacity most records that wait; further ones are dropped and counted
     */
    public DetachedLogger(ExposureLogger logger, int capacity) {
        this.logger = new Detached<>("exposures-logger", capacity, logger::log);
    }

    @Override
    public void log(LogRecord logRecord) {
        try {
            logger.offer(copy(logRecord));
        } catch (Throwable e) {
            logger.refuse(e);
        }
    }

    /** The caller may go on changing its maps. */
    private static LogRecord copy(LogRecord logged) {
        return new LogRecord(
                logged.name(),
                logged.salt(),
                logged.checksum(),
                logged.namespace(),
                logged.unitInputs(),
                logged.declared(),
                copy(logged.inputs()),
                copy(logged.params()),
                logged.event(),
                copy(logged.extraData()),
                logged.time());
    }

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Records that the logger took without throwing. */
    public long logged() {
        return logger.consumed();
    }

    /** Records that the logger threw at. */
    public long failed() {
        return logger.failed();
    }

    /** Records that did not reach the logger: it was too slow, or closed. */
    public long dropped() {
        return logger.refused();
    }

    /** What went wrong last; null if nothing has. */
    public @Nullable Throwable lastFailure() {
        return logger.lastFailure();
    }

    /** Takes no more records and waits, at most ten seconds, until the logger has taken those that wait. */
    @Override
    public void close() {
        try {
            logger.close(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
