package io.exposures.joiner.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up the states of all units anew and compares with the sums that were kept by differences: the invariant that all
 * numbers rest on.
 */
public final class Recount {

    private final Map<ExperimentId, ExperimentTally> kept;
    private final Map<ExperimentId, ExperimentTally> counted = new TreeMap<>();
    private final Matured matured;

    /**
     * A count that has not begun.
     *
     * @param kept the sums that were kept; not changed
     * @param matured which units are counted as matured
     */
    public Recount(Map<ExperimentId, ExperimentTally> kept, Matured matured) {
        this.kept = kept;
        this.matured = matured;
        kept.forEach((experiment, tally) -> counted.put(experiment, tally.withoutUnits()));
    }

    /** Counts the units of a user. */
    public void add(String userid, UserState user) {
        user.units().forEach((key, unit) -> {
            ExperimentTally tally = counted.get(key.experiment());
            if (tally != null) {
                WindowEnd end = WindowEnd.of(userid, key, unit, tally.rules());
                tally.apply(null, unit, false, matured.includes(end));
            }
        });
    }

    /** The arms whose sums were kept otherwise than counted; empty when all is right. */
    public List<String> differences() {
        List<String> differences = new ArrayList<>();
        kept.forEach((experiment, tally) -> {
            if (mayLackUnits(tally)) {
                return;
            }
            Map<String, ArmTally> right = arms(counted.getOrDefault(experiment, tally));
            Map<String, ArmTally> found = arms(tally);
            if (!right.equals(found)) {
                differences.add(experiment + ": kept " + found + ", counted " + right);
            }
            DayCohorts days = counted.getOrDefault(experiment, tally).cohorts();
            if (!days.equals(tally.cohorts())) {
                differences.add(experiment + ": kept " + tally.cohorts() + ", counted " + days);
            }
        });
        return differences;
    }

    /** The units of experiments that are over are dropped, a few at a time. */
    private boolean mayLackUnits(ExperimentTally tally) {
        return tally.unitsDropped() || (!matured.isNone() && tally.hasUnitsToDrop(Math.floorDiv(matured.time(), 1000)));
    }

    private static Map<String, ArmTally> arms(ExperimentTally tally) {
        Map<String, ArmTally> arms = new TreeMap<>(tally.arms());
        arms.values().removeIf(ArmTally::isEmpty);
        return arms;
    }
}
