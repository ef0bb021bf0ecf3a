package io.exposures.joiner.join;

import io.exposures.joiner.stats.MetricSums;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One arm of an experiment in one partition: its units by slice, the sums of its metrics, and the units that arrived in
 * it. Remembers what changed since it was last stored. Not thread-safe.
 */
public final class ArmTally {

    private final Map<Slice, Long> units = new TreeMap<>();
    private final Map<Integer, Long> arrivals = new TreeMap<>();
    private final Map<CellKey, MetricCell> cells = new TreeMap<>();
    private final Set<CellKey> changedCells = new HashSet<>();
    private boolean changedUnits;

    ArmTally() {}

    /** An arm with these units and without sums. */
    public ArmTally(Map<Slice, Long> units, Map<Integer, Long> arrivals) {
        this.units.putAll(units);
        this.arrivals.putAll(arrivals);
    }

    void restore(CellKey key, MetricCell cell) {
        cells.put(key, cell);
    }

    void arrived(int epoch) {
        arrivals.merge(epoch, 1L, Long::sum);
        changedUnits = true;
    }

    void add(Slice slice, ExperimentRules rules, Totals totals) {
        count(slice, 1);
        rules.readers(totals.bySeries().keySet())
                .forEach(metric -> change(new CellKey(metric.name(), slice), null, metric.share(totals)));
    }

    void remove(Slice slice, ExperimentRules rules, Totals totals) {
        count(slice, -1);
        rules.readers(totals.bySeries().keySet())
                .forEach(metric -> change(new CellKey(metric.name(), slice), metric.share(totals), null));
    }

    /** A unit that stayed in its slice: only the metrics whose totals differ are touched. */
    void restate(Slice slice, ExperimentRules rules, Totals before, Totals after) {
        Set<Series> series = new HashSet<>(before.bySeries().keySet());
        series.addAll(after.bySeries().keySet());
        series.removeIf(s -> before.of(s).equals(after.of(s)));
        rules.readers(series)
                .forEach(
                        metric -> change(new CellKey(metric.name(), slice), metric.share(before), metric.share(after)));
    }

    private void count(Slice slice, long change) {
        long now = units.getOrDefault(slice, 0L) + change;
        if (now == 0) {
            units.remove(slice);
        } else {
            units.put(slice, now);
        }
        changedUnits = true;
    }

    private void change(CellKey key, @Nullable UnitShare before, @Nullable UnitShare after) {
        MetricCell cell = cells.getOrDefault(key, MetricCell.NONE).change(before, after);
        if (cell.isEmpty()) {
            cells.remove(key);
        } else {
            cells.put(key, cell);
        }
        changedCells.add(key);
    }

    /** Cells that changed since this was last asked. */
    public Set<CellKey> takeChangedCells() {
        Set<CellKey> taken = Set.copyOf(changedCells);
        changedCells.clear();
        return taken;
    }

    /** Whether the numbers of units changed since this was last asked. */
    public boolean takeChangedUnits() {
        boolean taken = changedUnits;
        changedUnits = false;
        return taken;
    }

    /** The units and sums of several arms as if they were one. */
    public static ArmTally sum(Collection<ArmTally> arms) {
        ArmTally sum = new ArmTally();
        for (ArmTally arm : arms) {
            arm.units.forEach((slice, count) -> sum.units.merge(slice, count, Long::sum));
            arm.arrivals.forEach((epoch, count) -> sum.arrivals.merge(epoch, count, Long::sum));
            arm.cells.forEach((key, cell) -> sum.cells.merge(key, cell, MetricCell::plus));
        }
        return sum;
    }

    ArmTally copy() {
        ArmTally copy = new ArmTally(units, arrivals);
        copy.cells.putAll(cells);
        return copy;
    }

    boolean isEmpty() {
        return units.isEmpty() && arrivals.isEmpty() && cells.isEmpty();
    }

    /** Units first exposed to this arm, crossovers included. */
    public long units() {
        return units.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Units among them that were seen with another arm too. */
    public long crossovers() {
        return units.entrySet().stream()
                .filter(entry -> entry.getKey().crossover())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Units first exposed to this arm, by slice. */
    public Map<Slice, Long> unitsBySlice() {
        return Collections.unmodifiableMap(units);
    }

    /** Units whose first exposure in the order of the log was to this arm, by the allocation epoch of its time. */
    public Map<Integer, Long> arrivals() {
        return Collections.unmodifiableMap(arrivals);
    }

    /** Sums over the units that have anything of a metric. */
    public Map<CellKey, MetricCell> cells() {
        return Collections.unmodifiableMap(cells);
    }

    /** The cell with this key; empty when no unit has anything. */
    public MetricCell cell(CellKey key) {
        return cells.getOrDefault(key, MetricCell.NONE);
    }

    /** The sums of a metric over all units of a slice, those without outcomes included. */
    MetricSums sums(MetricReading metric, Slice slice) {
        return cell(new CellKey(metric.name(), slice)).over(units.getOrDefault(slice, 0L), metric.ofNothing());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArmTally that
                && units.equals(that.units)
                && arrivals.equals(that.arrivals)
                && cells.equals(that.cells);
    }

    @Override
    public int hashCode() {
        return units.hashCode() * 31 + cells.hashCode();
    }

    @Override
    public String toString() {
        return "ArmTally[units " + units + ", arrivals " + arrivals + ", cells " + cells + "]";
    }
}
