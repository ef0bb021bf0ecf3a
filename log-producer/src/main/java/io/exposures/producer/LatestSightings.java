package io.exposures.producer;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A table of exposures that were handed in lately, with one place for each hash: a newcomer takes the place of another. */
final class LatestSightings {

    private final AtomicReferenceArray<@Nullable Sighting> places;

    /** An empty table of so many places, at least 1. */
    LatestSightings(int size) {
        places = new AtomicReferenceArray<>(size);
    }

    /** Who has the place of an exposure, if anyone. */
    @Nullable
    Sighting at(ExposureKey key) {
        return places.get(place(key));
    }

    /** Gives the place to a sighting; answers false if {@code before} does not have it any more. */
    boolean replace(@Nullable Sighting before, Sighting sighting) {
        return places.compareAndSet(place(sighting.key()), before, sighting);
    }

    void forget(ExposureKey key) {
        Sighting there = at(key);
        if (there != null && there.key().equals(key)) {
            places.compareAndSet(place(key), there, null);
        }
    }

    /** Scales 63 random bits to the size of the table. */
    private int place(ExposureKey key) {
        return (int) Math.multiplyHigh(key.high() & Long.MAX_VALUE, 2L * places.length());
    }
}
