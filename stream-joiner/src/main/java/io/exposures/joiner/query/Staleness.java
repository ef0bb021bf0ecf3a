package io.exposures.joiner.query;

import java.time.Instant;

/**
 * How far a standby copy of a partition's state was behind.
 *
 * @param lag changelog records that were not in it yet
 * @param measured when that was so
 */
public record Staleness(long lag, Instant measured) {}
