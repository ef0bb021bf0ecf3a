package io.exposures.producer;

/**
 * That an exposure was handed in.
 *
 * @param key what repeats of it are recognised by
 * @param time its event time, in microseconds since 1970
 * @param at when it was handed in, in nanoseconds of a clock that only goes forward
 */
record Sighting(ExposureKey key, long time, long at) {

    /** Whether this is the same exposure again, not of an earlier time, and soon enough that it need not be sent. */
    boolean repeats(Sighting before, long expiryNanos) {
        return before.key.equals(key) && before.time <= time && at - before.at < expiryNanos;
    }
}
