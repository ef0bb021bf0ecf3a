package io.exposures.producer;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which exposures need not be sent because they were handed in before: a unit that meets the same parameters of
 * the same experiment again, not earlier than before. Only an optimisation; what it lets pass, and what other hosts send,
 * is recognised downstream.
 */
final class ExposureDedup {

    private final @Nullable SightingMemory memory;
    private final LongSupplier nanoClock;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    private ExposureDedup(@Nullable SightingMemory memory, LongSupplier nanoClock) {
        this.memory = memory;
        this.nanoClock = nanoClock;
    }

    /** Remembers exposures for a while, by a clock that counts nanoseconds. */
    static ExposureDedup of(ProducerConfig.Dedup settings, LongSupplier nanoClock) {
        return new ExposureDedup(
                settings.enabled() ? new SightingMemory(settings.entries(), settings.expiry()) : null, nanoClock);
    }

    /** Remembers nothing. */
    static ExposureDedup off() {
        return new ExposureDedup(null, () -> 0);
    }

    /** Does what has become due since the last time. */
    void keepUp() {
        if (memory != null) {
            memory.keepUp();
        }
    }

    boolean isOn() {
        return memory != null;
    }

    /**
     * Whether an exposure need not be sent; if it has to be, it is remembered.
     *
     * @param key what makes it the same as another; null for an exposure that is always sent
     * @param time event time, in microseconds since 1970
     */
    boolean isRepeat(@Nullable ExposureKey key, long time) {
        if (memory == null || key == null) {
            return false;
        }
        boolean repeat = memory.isRepeat(key, time, nanoClock.getAsLong());
        (repeat ? hits : misses).increment();
        return repeat;
    }

    /** An exposure that was remembered is lost: the next one like it has to be sent. */
    void forget(@Nullable ExposureKey key) {
        if (memory != null && key != null) {
            memory.forget(key);
        }
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }
}
