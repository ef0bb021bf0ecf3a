package io.exposures.joiner.topology;

import io.exposures.schemas.serde.RegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the schema registry: a record whose schema cannot be had now is not a bad record. Gives up well before the
 * transaction would time out; the stream thread then aborts, starts anew at the last commit, and meets the same record.
 */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Duration limit;

    Patience(Duration limit) {
        this.limit = limit;
    }

    <T> T with(Supplier<T> attempt) {
        long start = System.nanoTime();
        boolean told = false;
        while (true) {
            try {
                return attempt.get();
            } catch (RegistryUnavailableException e) {
                if (System.nanoTime() - start > limit.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                if (!told) {
                    LOG.warn("schema registry unavailable, waiting: {}", e.getMessage());
                    told = true;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
