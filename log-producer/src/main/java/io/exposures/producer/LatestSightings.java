package io.exposures.producer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A table of exposures that were handed in lately, with one place for each hash: a newcomer takes the place of another.
 *
 * <p>It is one array of numbers, so that remembering an exposure costs a line of the processor's cache and nothing that the
 * garbage collector has to look at. Nobody locks a place. Instead both halves of a key are stored mixed with the times that
 * belong to them (Hyatt, Mann: A Lock-less Transposition Table Implementation for Parallel Search, 2002): if two threads
 * write to a place at once, no key fits what they leave, and all that is lost is the memory of an exposure.
 */
final class LatestSightings {

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    /** Numbers of a place: high and low half of the key, mixed; event time; when it was handed in. */
    private static final int WIDTH = 4;

    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final int size;
    private final long[] words;

    /** An empty table of so many places, at least 1. */
    LatestSightings(int size) {
        this.size = size;
        this.words = new long[Math.multiplyExact(size, WIDTH)];
    }

    /**
     * Remembers an exposure, unless it repeats one that is here.
     *
     * @param time event time
     * @param at now
     * @param expiryNanos for how long one is remembered
     * @return the one that it repeats; null if there is none
     */
    @Nullable
    Sighting meet(ExposureKey key, long time, long at, long expiryNanos) {
        int place = place(key);
        long beforeTime = word(place + 2);
        long beforeAt = word(place + 3);
        if (isAt(place, key, beforeTime, beforeAt) && beforeTime <= time && at - beforeAt < expiryNanos) {
            return new Sighting(beforeTime, beforeAt);
        }
        write(place, key.high() ^ mixed(time, at), key.low() ^ mixed(at, time), time, at);
        return null;
    }

    void forget(ExposureKey key) {
        int place = place(key);
        if (isAt(place, key, word(place + 2), word(place + 3))) {
            write(place, 0, 0, 0, 0);
        }
    }

    private boolean isAt(int place, ExposureKey key, long time, long at) {
        return word(place) == (key.high() ^ mixed(time, at)) && word(place + 1) == (key.low() ^ mixed(at, time));
    }

    private static long mixed(long a, long b) {
        return a * ODD + b;
    }

    private long word(int index) {
        return (long) WORDS.getOpaque(words, index);
    }

    private void write(int place, long high, long low, long time, long at) {
        WORDS.setOpaque(words, place, high);
        WORDS.setOpaque(words, place + 1, low);
        WORDS.setOpaque(words, place + 2, time);
        WORDS.setOpaque(words, place + 3, at);
    }

    /** Scales 63 random bits to the size of the table. */
    private int place(ExposureKey key) {
        return WIDTH * (int) Math.multiplyHigh(key.high() & Long.MAX_VALUE, 2L * size);
    }
}
