package io.exposures.joiner.join;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One arm of an experiment in one partition: units, and sums by metric with crossovers apart. Not thread-safe. */
public final class ArmTally {

    private final Map<String, MetricTally> clean;
    private final Map<String, MetricTally> crossover;
    private long units;
    private long crossovers;

    ArmTally() {
        this(0, 0, Map.of(), Map.of());
    }

    /** An arm with these numbers. */
    public ArmTally(long units, long crossovers, Map<String, MetricTally> clean, Map<String, MetricTally> crossover) {
        this.units = units;
        this.crossovers = crossovers;
        this.clean = new TreeMap<>(clean);
        this.crossover = new TreeMap<>(crossover);
    }

    void add(UnitState unit) {
        count(unit, 1);
        unit.totals().byMetric().forEach((metric, total) -> replace(unit, metric, null, total));
    }

    void remove(UnitState unit) {
        count(unit, -1);
        unit.totals().byMetric().forEach((metric, total) -> replace(unit, metric, total, null));
    }

    /** A unit whose arm and crossover stayed: only the totals that differ are touched. */
    void retotal(UnitState before, UnitState after) {
        Map<String, Total> old = before.totals().byMetric();
        Map<String, Total> now = after.totals().byMetric();
        old.forEach((metric, total) -> {
            if (!total.equals(now.get(metric))) {
                replace(after, metric, total, now.get(metric));
            }
        });
        now.forEach((metric, total) -> {
            if (!old.containsKey(metric)) {
                replace(after, metric, null, total);
            }
        });
    }

    private void count(UnitState unit, int sign) {
        units += sign;
        crossovers += unit.arms().crossover() ? sign : 0;
    }

    private void replace(UnitState unit, String metric, @Nullable Total before, @Nullable Total after) {
        Map<String, MetricTally> sums = unit.arms().crossover() ? crossover : clean;
        MetricTally tally = sums.getOrDefault(metric, MetricTally.NONE).replace(before, after);
        if (tally.equals(MetricTally.NONE)) {
            sums.remove(metric);
        } else {
            sums.put(metric, tally);
        }
    }

    /** Units first exposed to this arm, crossovers included. */
    public long units() {
        return units;
    }

    /** Units among them that were seen with another arm too. */
    public long crossovers() {
        return crossovers;
    }

    /** Sums over the units seen with this arm only, by metric. */
    public Map<String, MetricTally> clean() {
        return Collections.unmodifiableMap(clean);
    }

    /** Sums over the units seen with more than one arm, by metric. */
    public Map<String, MetricTally> crossover() {
        return Collections.unmodifiableMap(crossover);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArmTally that
                && units == that.units
                && crossovers == that.crossovers
                && clean.equals(that.clean)
                && crossover.equals(that.crossover);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(units) * 31 + clean.hashCode();
    }

    @Override
    public String toString() {
        return "ArmTally[" + units + " units, " + crossovers + " crossovers, " + clean + ", " + crossover + "]";
    }
}
