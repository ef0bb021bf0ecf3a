package io.exposures.joiner.join;

/**
 * What an outcome or a retraction did.
 *
 * @param recordClass its class in the ledger
 * @param user the user's state now
 * @param changes what changed
 */
public record OutcomeDecision(OutcomeClass recordClass, UserState user, Changes changes) {}
