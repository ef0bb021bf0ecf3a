package io.exposures.joiner.join;

import io.exposures.joiner.stats.AnalysisWindow;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one user, but for the outcomes in the buffer.
 *
 * @param units by experiment and unit, sorted
 * @param newUnits units first seen in the current hour of the exposures' log
 * @param newOutcomes outcomes stored in the current hour of the outcomes' log
 * @param days outcomes by day and event
 */
public record UserState(SortedMap<UnitKey, UnitState> units, Quota newUnits, Quota newOutcomes, DailyTotals days) {

    /** A user of whom nothing is known. */
    public static final UserState EMPTY = new UserState(new TreeMap<>(), Quota.UNUSED, Quota.UNUSED, DailyTotals.NONE);

    public UserState {
        units = Collections.unmodifiableSortedMap(units);
    }

    @Nullable
    UnitState unit(UnitKey key) {
        return units.get(key);
    }

    UserState with(UnitKey key, UnitState unit) {
        SortedMap<UnitKey, UnitState> changed = new TreeMap<>(units);
        changed.put(key, unit);
        return new UserState(changed, newUnits, newOutcomes, days);
    }

    /** The user without the units of these experiments. */
    public UserState without(Set<ExperimentId> experiments) {
        SortedMap<UnitKey, UnitState> rest = new TreeMap<>(units);
        rest.keySet().removeIf(key -> experiments.contains(key.experiment()));
        return new UserState(rest, newUnits, newOutcomes, days);
    }

    UserState withNewUnits(Quota quota) {
        return new UserState(units, quota, newOutcomes, days);
    }

    UserState withNewOutcomes(Quota quota) {
        return new UserState(units, newUnits, quota, days);
    }

    UserState withDays(DailyTotals changed) {
        return new UserState(units, newUnits, newOutcomes, changed);
    }

    /**
     * The same without daily totals that no covariate can look at any more.
     *
     * @param finality event time before which outcomes are final, microseconds since the epoch
     * @param lookback days that the longest covariate looks back
     */
    public UserState withoutOldDays(long finality, int lookback) {
        DailyTotals kept = days.from(AnalysisWindow.day(finality) - lookback);
        return kept.equals(days) ? this : withDays(kept);
    }

    /** Whether any unit's window holds {@code time}. */
    boolean covers(long time, AttributionWindows windows) {
        return units.entrySet().stream()
                .anyMatch(unit ->
                        unit.getValue().covers(time, windows.of(unit.getKey().experiment())));
    }

    /**
     * Whether forgetting this state changes nothing, given that no record appended before {@code millis} is still to
     * come.
     */
    public boolean isForgettable(long millis) {
        return units.isEmpty() && days.entries().isEmpty() && newUnits.endedBy(millis) && newOutcomes.endedBy(millis);
    }
}
