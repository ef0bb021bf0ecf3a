package io.exposures.joiner.join;

/**
 * A unit's first exposure in the order of the log, which the sample ratio is tested on. It never changes, whatever
 * earlier exposure comes later.
 *
 * @param arm its arm
 * @param epoch the allocation epoch of its time
 */
public record Arrival(String arm, int epoch) {}
