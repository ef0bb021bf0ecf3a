package io.exposures.joiner.stats;

import org.jspecify.annotations.Nullable;

/**
 * How sure a difference is.
 *
 * @param standardError standard error of the difference
 * @param fixedHorizon the test for one planned look
 * @param alwaysValid the interval one may watch
 * @param varianceReduction share of the unadjusted variance that the covariate explains, 0 without a covariate; null
 *     when the unadjusted variance is zero
 */
public record Inference(
        double standardError,
        FixedHorizon fixedHorizon,
        AlwaysValid alwaysValid,
        @Nullable Double varianceReduction) {}
