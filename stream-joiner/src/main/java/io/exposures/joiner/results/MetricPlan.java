package io.exposures.joiner.results;

import io.exposures.joiner.join.Measures;
import io.exposures.joiner.stats.MetricKind;
import io.exposures.joiner.stats.Quantiser;
import io.exposures.records.MetricDefinition;
import io.exposures.records.Role;
import io.exposures.records.Transform;
import org.jspecify.annotations.Nullable;

/**
 * How one metric is read.
 *
 * @param bound how it is made, as bound; its role and margin are not bound and mean nothing
 * @param role what it is for
 * @param margin relative loss that a guardrail tolerates; null for others
 */
record MetricPlan(
        MetricDefinition bound, Role role, @Nullable Double margin) {

    /** An event that is a metric without being listed. */
    static MetricDefinition ofEvent(String event) {
        return new MetricDefinition(
                event,
                event,
                Transform.SUM,
                null,
                Quantiser.DEFAULT_SCALE,
                null,
                null,
                Measures.DEFAULT_LOOKBACK,
                Role.SECONDARY,
                null);
    }

    /** With the role that the newest definition gives it; without one it only informs. */
    static MetricPlan of(MetricDefinition bound, @Nullable MetricDefinition newest) {
        return newest == null
                ? new MetricPlan(bound, Role.SECONDARY, null)
                : new MetricPlan(bound, newest.getRole(), newest.getMargin());
    }

    String name() {
        return bound.getName();
    }

    MetricKind kind() {
        return switch (bound.getTransform()) {
            case RATIO -> MetricKind.RATIO;
            case ANY -> MetricKind.PROPORTION;
            case SUM, COUNT -> MetricKind.MEAN;
        };
    }

    /** Whether there is a covariate, which then decides. */
    boolean hasCovariate() {
        return kind() != MetricKind.RATIO && bound.getLookbackDays() > 0;
    }
}
