package io.exposures.joiner.results;

import io.exposures.joiner.query.SliceFilter;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param filter which units are read
 * @param metric the only metric that is asked for; null for all
 */
public record ResultsRequest(SliceFilter filter, @Nullable String metric) {}
