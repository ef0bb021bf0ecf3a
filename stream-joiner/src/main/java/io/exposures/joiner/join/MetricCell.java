package io.exposures.joiner.join;

import io.exposures.joiner.stats.MetricSums;
import io.exposures.joiner.stats.UnitContribution;
import org.jspecify.annotations.Nullable;

/**
 * Sums of one metric over those units of one slice that have anything of it: outcomes, a covariate, a denominator. What
 * the other units add is known from their number, so they need not be touched.
 *
 * @param holders units with at least one exposed outcome
 * @param outcomes their exposed outcomes
 * @param sums over the units that have anything
 */
public record MetricCell(long holders, long outcomes, MetricSums sums) {

    /** No unit has anything. */
    public static final MetricCell NONE = new MetricCell(0, 0, MetricSums.NONE);

    MetricCell change(@Nullable UnitShare before, @Nullable UnitShare after) {
        return new MetricCell(
                holders + held(after) - held(before),
                outcomes + outcomes(after) - outcomes(before),
                sums.change(contribution(before), contribution(after)));
    }

    MetricCell plus(MetricCell other) {
        return new MetricCell(holders + other.holders, outcomes + other.outcomes, sums.plus(other.sums));
    }

    private static long held(@Nullable UnitShare share) {
        return outcomes(share) == 0 ? 0 : 1;
    }

    private static long outcomes(@Nullable UnitShare share) {
        return share == null ? 0 : share.outcomes();
    }

    private static @Nullable UnitContribution contribution(@Nullable UnitShare share) {
        return share == null ? null : share.contribution();
    }

    /** Whether no unit has anything. */
    public boolean isEmpty() {
        return sums.units() == 0;
    }

    /** The sums over all units of the slice. */
    MetricSums over(long units, UnitContribution ofNothing) {
        return sums.plus(MetricSums.ofEqual(ofNothing, units - sums.units()));
    }
}
