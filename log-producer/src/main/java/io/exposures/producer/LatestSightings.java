package io.exposures.producer;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A table of exposures that were handed in lately, with one place for each hash: a newcomer takes the place of another.
 *
 * <p>Beside each sighting stands half of its key, so that a newcomer need not look at the one it displaces, which is
 * seldom in the processor's cache.
 */
final class LatestSightings {

    private final AtomicReferenceArray<@Nullable Sighting> places;
    private final AtomicLongArray tags;

    /** An empty table of so many places, at least 1. */
    LatestSightings(int size) {
        places = new AtomicReferenceArray<>(size);
        tags = new AtomicLongArray(size);
    }

    /**
     * Remembers a sighting, unless it repeats one that is here.
     *
     * @return the one that it repeats; null if there is none
     */
    @Nullable
    Sighting meet(Sighting sighting, long expiryNanos) {
        long tag = sighting.key().low();
        int place = place(sighting.key());
        while (true) {
            Sighting there = places.get(place);
            if (there != null && tags.get(place) == tag && sighting.repeats(there, expiryNanos)) {
                return there;
            }
            // Before the place is taken, so that whoever finds the sighting there finds its tag.
            tags.setRelease(place, tag);
            if (places.compareAndSet(place, there, sighting)) {
                return null;
            }
        }
    }

    void forget(ExposureKey key) {
        int place = place(key);
        Sighting there = places.get(place);
        if (there != null && there.key().equals(key)) {
            places.compareAndSet(place, there, null);
        }
    }

    /** Scales 63 random bits to the size of the table. */
    private int place(ExposureKey key) {
        return (int) Math.multiplyHigh(key.high() & Long.MAX_VALUE, 2L * places.length());
    }
}
