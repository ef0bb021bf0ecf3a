package io.exposures.joiner.join;

import org.jspecify.annotations.Nullable;

/**
 * What one unit's change means for one metric.
 *
 * @param metric name of the metric
 * @param before what the unit added until now; null when it had nothing
 * @param after what it adds from now on; null when it has nothing
 */
record ShareChange(
        String metric, @Nullable UnitShare before, @Nullable UnitShare after) {}
