package io.exposures.producer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The exposures that are remembered. One begins in a plain table, and is kept in a cache, which chooses well whom to forget,
 * once it has come again: to choose among exposures that never do would cost more than sending them.
 */
final class SightingMemory {

    /** Bits of a key that are random: one caller in 128 has none of them. */
    private static final long SOME_CALLERS = 127;

    private final LatestSightings latest;
    private final Cache<ExposureKey, Sighting> returned;
    private final long expiryNanos;
    private final Upkeep upkeep = new Upkeep();

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

    /**
     * Begins with nothing.
     *
     * @param entries how many are remembered at most
     * @param expiry for how long
     */
    SightingMemory(long entries, Duration expiry) {
        latest = new LatestSightings(Math.toIntExact(entries - entries / 2));
        returned =
                Caffeine.newBuilder().maximumSize(entries / 2).executor(upkeep).build();
        expiryNanos = expiry.toNanos();
    }

    /**
     * Whether an exposure is a repeat; if not, it is remembered. Of several threads with the same at the same time, most
     * often but not always one is told that it is not.
     *
     * @param time event time
     * @param at now
     */
    boolean isRepeat(ExposureKey key, long time, long at) {
        Sighting kept = returned.getIfPresent(key);
        if (kept == null) {
            Sighting before = latest.meet(key, time, at, expiryNanos);
            if (before != null) {
                keep(key, before);
            }
            return before != null;
        }
        if (kept.time() <= time && at - kept.at() < expiryNanos) {
            return true;
        }
        returned.put(key, new Sighting(time, at));
        return false;
    }

    private void keep(ExposureKey key, Sighting sighting) {
        returned.put(key, sighting);
        if ((key.low() & SOME_CALLERS) == 0) {
            keepUp();
        }
    }

    void forget(ExposureKey key) {
        latest.forget(key);
        returned.invalidate(key);
    }

    /** Does the work that has become due. */
    void keepUp() {
        upkeep.doIt();
    }
}
