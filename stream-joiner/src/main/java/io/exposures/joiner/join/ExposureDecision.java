package io.exposures.joiner.join;

/**
 * What an exposure did.
 *
 * @param recordClass its class in the ledger
 * @param user the user's state now
 * @param changes what changed
 */
public record ExposureDecision(ExposureClass recordClass, UserState user, Changes changes) {}
