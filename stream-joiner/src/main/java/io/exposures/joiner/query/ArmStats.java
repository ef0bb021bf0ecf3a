package io.exposures.joiner.query;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One arm of an experiment. Units are counted for the arm of their first exposure.
 *
 * @param units units first exposed to this arm, crossovers included
 * @param crossovers units among them that were seen with another arm too
 * @param metrics by name, each metric that any of the units has an outcome of
 */
public record ArmStats(long units, long crossovers, SortedMap<String, MetricStats> metrics) {

    public ArmStats {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /** Over the units of both; they must have none in common. */
    public ArmStats plus(ArmStats other) {
        return new ArmStats(
                Math.addExact(units, other.units),
                Math.addExact(crossovers, other.crossovers),
                merged(metrics, other.metrics));
    }

    /** The number of units that count when crossovers are treated so. */
    public long units(Crossovers treatment) {
        return treatment == Crossovers.EXCLUDE ? units - crossovers : units;
    }

    private static SortedMap<String, MetricStats> merged(Map<String, MetricStats> a, Map<String, MetricStats> b) {
        SortedMap<String, MetricStats> sum = new TreeMap<>(a);
        b.forEach((metric, stats) -> sum.merge(metric, stats, MetricStats::plus));
        return sum;
    }
}
