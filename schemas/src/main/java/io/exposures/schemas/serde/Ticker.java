package io.exposures.schemas.serde;

import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;

/** Monotonic time, to measure and to wait by. */
interface Ticker {

    /** Nanoseconds since some fixed point. */
    long nanos();

    /**
     * Waits.
     *
     * @throws InterruptException if the thread is interrupted meanwhile; the thread stays marked so
     */
    void sleep(Duration duration);

    /** The machine's time. */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }

    /** The machine's time. */
    enum SystemTicker implements Ticker {
        INSTANCE;

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) {
            try {
                Thread.sleep(duration.toMillis());
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }
}
