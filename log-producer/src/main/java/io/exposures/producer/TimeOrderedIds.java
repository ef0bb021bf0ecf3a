package io.exposures.producer;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7) that strictly increase within the process.
 *
 * <p>The 48 bits of milliseconds and the 12 bits after them are one counter (RFC 9562, section 6.2, methods 1 and 3): it
 * follows the clock, and runs ahead of it when more than 4096 ids are asked for in a millisecond or when the clock steps
 * back. The remaining 62 bits are a bijective mix of that counter and a secret drawn once per process, so that making an
 * id costs one compare-and-set and never waits for a source of randomness.
 */
final class TimeOrderedIds {

    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
    private static final long VERSION = 7L << COUNTER_BITS;
    private static final long VARIANT = 0b10L << 62;

    private final InstantSource clock;
    private final long secret;
    private final AtomicLong last = new AtomicLong();

    TimeOrderedIds(InstantSource clock) {
        this(clock, new SecureRandom().nextLong());
    }

    TimeOrderedIds(InstantSource clock, long secret) {
        this.clock = clock;
        this.secret = secret;
    }

    UUID next() {
        long tick = nextTick();
        long high = (tick >>> COUNTER_BITS) << 16 | VERSION | (tick & COUNTER_MASK);
        long low = VARIANT | mix(tick ^ secret) >>> 2;
        return new UUID(high, low);
    }

    private long nextTick() {
        long now = Math.max(0, clock.millis()) << COUNTER_BITS;
        while (true) {
            long previous = last.get();
            long next = Math.max(previous + 1, now);
            if (last.compareAndSet(previous, next)) {
                return next;
            }
        }
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
