package io.exposures.joiner.join;

import io.exposures.joiner.stats.AnalysisWindow;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The units of an experiment by the UTC day of their first exposure, with their sums. Not thread-safe. */
public final class DayCohorts {

    private final SortedMap<Long, SortedMap<String, ArmTally>> days = new TreeMap<>();
    private final Set<Long> unwritten = new TreeSet<>();
    private final Set<Long> unpublished = new TreeSet<>();

    /**
     * Applies a unit's change that may take it to another place.
     *
     * @param names the names that arms are counted under
     */
    void move(
            @Nullable UnitState before, @Nullable UnitState after, ExperimentRules rules, UnaryOperator<String> names) {
        if (before != null && after != null && samePlace(before, after)) {
            restate(after, rules.changes(before.totals(), after.totals()), names);
            return;
        }
        if (before != null) {
            arm(before, names).remove(slice(before), rules, before.totals());
        }
        if (after != null) {
            arm(after, names).add(slice(after), rules, after.totals());
        }
    }

    /** Applies what changed in a unit that stays in its place. */
    void restate(UnitState unit, List<ShareChange> changes, UnaryOperator<String> names) {
        if (!changes.isEmpty()) {
            arm(unit, names).restate(slice(unit), changes);
        }
    }

    /** Whether a unit is counted in one place before and after. */
    static boolean samePlace(UnitState before, UnitState after) {
        return day(before) == day(after)
                && before.first().arm().equals(after.first().arm())
                && before.arms().crossover() == after.arms().crossover();
    }

    private static long day(UnitState unit) {
        return AnalysisWindow.day(unit.first().time());
    }

    /** Cohorts tell neither epochs nor maturity apart: both follow from the day, near enough for a plot. */
    private static Slice slice(UnitState unit) {
        return new Slice(0, false, unit.arms().crossover());
    }

    private ArmTally arm(UnitState unit, UnaryOperator<String> names) {
        long day = day(unit);
        unwritten.add(day);
        unpublished.add(day);
        return days.computeIfAbsent(day, d -> new TreeMap<>())
                .computeIfAbsent(names.apply(unit.first().arm()), name -> new ArmTally());
    }

    /** Puts back an arm's numbers of units. */
    public void restore(long day, String arm, ArmTally tally) {
        days.computeIfAbsent(day, d -> new TreeMap<>()).put(arm, tally);
        unpublished.add(day);
    }

    /** Puts back the sums of a metric of an arm whose numbers of units are there. */
    public void restore(long day, String arm, CellKey key, MetricCell cell) {
        ArmTally tally = arms(day).get(arm);
        if (tally == null) {
            throw new IllegalStateException("stored sums of an arm without units: " + arm + " on day " + day);
        }
        tally.restore(key, cell);
    }

    /** The arms' units that were first exposed on a day. */
    public Map<String, ArmTally> arms(long day) {
        return Collections.unmodifiableMap(days.getOrDefault(day, new TreeMap<>()));
    }

    /** Days that changed since this was last asked, to be stored. */
    public Set<Long> takeUnwritten() {
        return take(unwritten);
    }

    /** Days that changed since this was last asked, or were restored, to be published. */
    public Set<Long> takeUnpublished() {
        return take(unpublished);
    }

    private static Set<Long> take(Set<Long> days) {
        Set<Long> taken = new TreeSet<>(days);
        days.clear();
        return taken;
    }

    void copyFrom(DayCohorts other) {
        other.days.forEach((day, arms) -> arms.forEach((arm, tally) -> restore(day, arm, tally.copy())));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DayCohorts that && withUnits().equals(that.withUnits());
    }

    private Map<Long, Map<String, ArmTally>> withUnits() {
        Map<Long, Map<String, ArmTally>> kept = new TreeMap<>();
        days.forEach((day, arms) -> arms.forEach((arm, tally) -> {
            if (!tally.isEmpty()) {
                kept.computeIfAbsent(day, d -> new TreeMap<>()).put(arm, tally);
            }
        }));
        return kept;
    }

    @Override
    public int hashCode() {
        return withUnits().hashCode();
    }

    @Override
    public String toString() {
        return "DayCohorts" + days;
    }
}
