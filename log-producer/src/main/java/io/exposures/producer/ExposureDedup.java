package io.exposures.producer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which exposures were handed in lately, so that repeats need not be sent: a unit that meets the same parameters
 * of the same experiment again, not earlier than before. Only an optimisation; what it lets pass, and what other hosts
 * send, is recognised downstream.
 */
final class ExposureDedup {

    /** Bits of a key that are random: one caller in 128 has none of them. */
    private static final long SOME_CALLERS = 127;

    private final @Nullable Cache<ExposureKey, Long> seen;
    private final Upkeep upkeep;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * The cache's own work, such as choosing what to forget: left for the delivery thread, so that callers do not pay for
     * it. When that is busy a few callers do it, before the cache's buffer is full and all callers wait for one another.
     */
    private static final class Upkeep implements Executor {

        private final AtomicReference<@Nullable Runnable> due = new AtomicReference<>();

        @Override
        public void execute(Runnable work) {
            due.set(work);
        }

        void doIt() {
            Runnable work = due.get() == null ? null : due.getAndSet(null);
            if (work != null) {
                work.run();
            }
        }
    }

    private ExposureDedup(@Nullable Cache<ExposureKey, Long> seen, Upkeep upkeep) {
        this.seen = seen;
        this.upkeep = upkeep;
    }

    /**
     * Remembers exposures.
     *
     * @param entries how many at most
     * @param expiry for how long
     */
    static ExposureDedup of(long entries, Duration expiry) {
        Upkeep upkeep = new Upkeep();
        Cache<ExposureKey, Long> seen = Caffeine.newBuilder()
                .maximumSize(entries)
                .expireAfterWrite(expiry)
                .executor(upkeep)
                .build();
        return new ExposureDedup(seen, upkeep);
    }

    /** Remembers nothing. */
    static ExposureDedup off() {
        return new ExposureDedup(null, new Upkeep());
    }

    /** Does what has become due since the last time. */
    void keepUp() {
        upkeep.doIt();
    }

    boolean isOn() {
        return seen != null;
    }

    /**
     * Whether an exposure need not be sent; if it has to be, it is remembered.
     *
     * @param key what makes it the same as another; null for an exposure that is always sent
     * @param time event time
     */
    boolean isRepeat(@Nullable ExposureKey key, long time) {
        if (seen == null || key == null) {
            return false;
        }
        Long before = seen.asMap().putIfAbsent(key, time);
        if (before != null && before <= time) {
            hits.increment();
            return true;
        }
        if (before != null) {
            seen.put(key, time);
        }
        misses.increment();
        if ((key.low() & SOME_CALLERS) == 0) {
            upkeep.doIt();
        }
        return false;
    }

    /** An exposure that was remembered is lost: the next one like it has to be sent. */
    void forget(@Nullable ExposureKey key) {
        if (seen != null && key != null) {
            seen.invalidate(key);
        }
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }
}
