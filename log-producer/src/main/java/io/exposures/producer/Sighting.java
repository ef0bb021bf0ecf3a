package io.exposures.producer;

/**
 * That an exposure was handed in.
 *
 * @param time its event time, in microseconds since 1970
 * @param at when it was handed in, in nanoseconds of a clock that only goes forward
 */
record Sighting(long time, long at) {}
