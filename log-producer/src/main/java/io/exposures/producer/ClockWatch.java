package io.exposures.producer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices when the system's clock is set back. Kafka's producer measures its pauses by that clock: a batch that was to wait
 * for 20 ms, or a connection that is to be tried again, then waits for an hour more if the clock goes back by one. Only a
 * new producer knows nothing of the time before. Only the delivery thread uses it.
 */
final class ClockWatch {

    /** Smaller steps delay records by less than this, and are made by any clock that is kept in time. */
    private static final long LEAST_STEP_MILLIS = 1000;

    /** Kafka has this long to acknowledge what it had before the step, so that it need not be sent twice. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    private final LongSupplier millis;
    private final LongSupplier nanos;
    private long difference;
    private boolean setBack;
    private long setBackAt;

    /**
     * Begins to watch.
     *
     * @param millis the system's clock, which may be set
     * @param nanos a clock that only goes forward
     */
    ClockWatch(LongSupplier millis, LongSupplier nanos) {
        this.millis = millis;
        this.nanos = nanos;
        this.difference = difference();
    }

    private long difference() {
        return millis.getAsLong() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    }

    /**
     * Whether the clock was set back and a producer made before has to be replaced. Says so once for each step: when
     * nothing is under way, or when something that was has not been acknowledged for too long.
     *
     * @param oldestTakenAt when the oldest record under way came, by the clock that only goes forward;
     *     {@link Long#MAX_VALUE} if there is none
     */
    boolean asksForNewProducer(long oldestTakenAt) {
        look();
        if (!setBack) {
            return false;
        }
        boolean idle = oldestTakenAt == Long.MAX_VALUE;
        boolean patient = nanos.getAsLong() - setBackAt < PATIENCE_NANOS;
        setBack = patient && !idle;
        return idle || (!patient && oldestTakenAt - setBackAt <= 0);
    }

    private void look() {
        long before = difference;
        difference = difference();
        if (before - difference > LEAST_STEP_MILLIS) {
            setBack = true;
            setBackAt = nanos.getAsLong();
        }
    }
}
