package io.exposures.joiner.stats;

/**
 * The two arms of a comparison within one allocation epoch.
 *
 * @param control sums of the control
 * @param treatment sums of the treatment
 */
public record Stratum(MetricSummary control, MetricSummary treatment) {}
