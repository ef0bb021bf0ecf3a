package io.exposures.joiner.join;

/**
 * A valid exposure as it stands in the log.
 *
 * @param unit whose it is
 * @param exposure the exposure
 * @param definition the definition that its arm was named by, which the experiment is bound to if it is the first
 * @param appendMillis the broker's append time, milliseconds since the epoch
 */
public record ExposureRecord(UnitKey unit, FirstExposure exposure, BoundDefinition definition, long appendMillis) {}
