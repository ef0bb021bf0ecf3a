package io.exposures.joiner.join;

/**
 * A valid exposure as it stands in the log.
 *
 * @param unit whose it is
 * @param exposure the exposure
 * @param appendMillis the broker's append time, milliseconds since the epoch
 */
public record ExposureRecord(UnitKey unit, FirstExposure exposure, long appendMillis) {}
