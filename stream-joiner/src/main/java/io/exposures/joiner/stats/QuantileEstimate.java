package io.exposures.joiner.stats;

import org.jspecify.annotations.Nullable;

/**
 * A quantile with its interval, descriptive only.
 *
 * @param value the estimate
 * @param lowerRank rank of the lower bound, from 1; null when there is no bound
 * @param upperRank rank of the upper bound, from 1; null when there is no bound
 * @param lower the lower bound; null when there is none
 * @param upper the upper bound; null when there is none
 */
public record QuantileEstimate(
        double value,
        @Nullable Long lowerRank,
        @Nullable Long upperRank,
        @Nullable Double lower,
        @Nullable Double upper) {}
