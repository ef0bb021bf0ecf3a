package io.exposures.joiner.join;

import io.exposures.joiner.stats.MetricSums;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One arm of an experiment in one partition: its units by slice, the sums of its metrics, and the units that arrived in
 * it. Remembers what changed since it was last stored. Not thread-safe.
 */
public final class ArmTally {

    private final Map<Slice, Long> units = new TreeMap<>();
    private final Map<Integer, Long> arrivals = new TreeMap<>();
    private final Map<CellKey, Sums> cells = new TreeMap<>();
    private final List<Sums> changedCells = new ArrayList<>();
    private boolean changedUnits;

    /** A cell in its place. */
    private static final class Sums {
        private final CellKey key;
        private MetricCell cell = MetricCell.NONE;
        private boolean changed;

        Sums(CellKey key) {
            this.key = key;
        }
    }

    ArmTally() {}

    /** An arm with these units and without sums. */
    public ArmTally(Map<Slice, Long> units, Map<Integer, Long> arrivals) {
        this.units.putAll(units);
        this.arrivals.putAll(arrivals);
    }

    void restore(CellKey key, MetricCell cell) {
        cells.computeIfAbsent(key, Sums::new).cell = cell;
    }

    void arrived(int epoch) {
        arrivals.merge(epoch, 1L, Long::sum);
        changedUnits = true;
    }

    void add(Slice slice, ExperimentRules rules, Totals totals) {
        count(slice, 1);
        restate(slice, rules.changes(Totals.NONE, totals));
    }

    void remove(Slice slice, ExperimentRules rules, Totals totals) {
        count(slice, -1);
        restate(slice, rules.changes(totals, Totals.NONE));
    }

    /** A unit that stayed in its slice. */
    void restate(Slice slice, List<ShareChange> changes) {
        for (ShareChange change : changes) {
            Sums sums = cells.computeIfAbsent(new CellKey(change.metric(), slice), Sums::new);
            sums.cell = sums.cell.change(change.before(), change.after());
            if (!sums.changed) {
                sums.changed = true;
                changedCells.add(sums);
            }
        }
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

    /** Cells that changed since this was last asked; those in which nothing is left are empty. */
    public Map<CellKey, MetricCell> takeChangedCells() {
        Map<CellKey, MetricCell> taken = new TreeMap<>();
        for (Sums sums : changedCells) {
            sums.changed = false;
            taken.put(sums.key, sums.cell);
            if (sums.cell.isEmpty()) {
                cells.remove(sums.key);
            }
        }
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
            arm.cells.forEach((key, sums) -> sum.restore(key, sum.cell(key).plus(sums.cell)));
        }
        return sum;
    }

    ArmTally copy() {
        ArmTally copy = new ArmTally(units, arrivals);
        cells.forEach((key, sums) -> copy.restore(key, sums.cell));
        return copy;
    }

    boolean isEmpty() {
        return units.isEmpty() && arrivals.isEmpty() && cells().isEmpty();
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
        Map<CellKey, MetricCell> held = new TreeMap<>();
        cells.forEach((key, sums) -> {
            if (!sums.cell.isEmpty()) {
                held.put(key, sums.cell);
            }
        });
        return held;
    }

    /** The cell with this key; empty when no unit has anything. */
    public MetricCell cell(CellKey key) {
        Sums sums = cells.get(key);
        return sums == null ? MetricCell.NONE : sums.cell;
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
                && cells().equals(that.cells());
    }

    @Override
    public int hashCode() {
        return units.hashCode() * 31 + cells().hashCode();
    }

    @Override
    public String toString() {
        return "ArmTally[units " + units + ", arrivals " + arrivals + ", cells " + cells() + "]";
    }
}
