package io.exposures.joiner.query;

import io.exposures.joiner.join.Slice;
import io.exposures.joiner.stats.MetricSummary;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * One arm of an experiment. Units are counted for the arm of their first exposure.
 *
 * @param units units first exposed to this arm, crossovers included
 * @param crossovers units among them that were seen with another arm too
 * @param metrics by name, each metric that any of the units has an outcome of
 * @param slices units by slice
 * @param arrivals units whose first exposure in the order of the log was to this arm, by allocation epoch
 */
public record ArmStats(
        long units,
        long crossovers,
        SortedMap<String, MetricStats> metrics,
        SortedMap<Slice, Long> slices,
        SortedMap<Integer, Long> arrivals) {

    /** No units. */
    public static final ArmStats NONE = new ArmStats(0, 0, new TreeMap<>());

    public ArmStats {
        slices = Collections.unmodifiableSortedMap(new TreeMap<>(slices));
        arrivals = Collections.unmodifiableSortedMap(new TreeMap<>(arrivals));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /** An arm of which only the simple sums are known. */
    public ArmStats(long units, long crossovers, SortedMap<String, MetricStats> metrics) {
        this(units, crossovers, metrics, new TreeMap<>(), new TreeMap<>());
    }

    /** Over the units of both; they must have none in common. */
    public ArmStats plus(ArmStats other) {
        return new ArmStats(
                Math.addExact(units, other.units),
                Math.addExact(crossovers, other.crossovers),
                merged(metrics, other.metrics, MetricStats::plus),
                merged(slices, other.slices, Math::addExact),
                merged(arrivals, other.arrivals, Math::addExact));
    }

    /** The number of units that count when crossovers are treated so. */
    public long units(Crossovers treatment) {
        return treatment == Crossovers.EXCLUDE ? units - crossovers : units;
    }

    private static <K, V> SortedMap<K, V> merged(SortedMap<K, V> a, SortedMap<K, V> b, BinaryOperator<V> plus) {
        SortedMap<K, V> sum = new TreeMap<>(a);
        b.forEach((key, value) -> sum.merge(key, value, plus));
        return sum;
    }

    /** Units of the slices that are read. */
    public long units(SliceFilter filter) {
        return slices.entrySet().stream()
                .filter(slice -> filter.includes(slice.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The sums of a metric over the units of the slices that are read, by allocation epoch; each with its units. */
    public SortedMap<Integer, MetricSummary> summaries(String metric, SliceFilter filter) {
        Map<Slice, CellSums> cells =
                metrics.getOrDefault(metric, MetricStats.NONE).cells();
        SortedMap<Integer, Long> units = new TreeMap<>();
        SortedMap<Integer, CellSums> sums = new TreeMap<>();
        slices.forEach((slice, count) -> {
            if (filter.includes(slice)) {
                units.merge(slice.epoch(), count, Math::addExact);
                sums.merge(slice.epoch(), cells.getOrDefault(slice, CellSums.NONE), CellSums::plus);
            }
        });
        SortedMap<Integer, MetricSummary> summaries = new TreeMap<>();
        sums.forEach((epoch, sum) -> summaries.put(epoch, sum.over(units.getOrDefault(epoch, 0L))));
        return summaries;
    }
}
