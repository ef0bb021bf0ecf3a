package io.exposures.joiner.join;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one user, but for the outcomes in the buffer.
 *
 * @param units by experiment and unit, sorted
 * @param newUnits units first seen in the current hour of the exposures' log
 * @param newOutcomes outcomes stored in the current hour of the outcomes' log
 */
public record UserState(Map<UnitKey, UnitState> units, Quota newUnits, Quota newOutcomes) {

    /** A user of whom nothing is known. */
    public static final UserState EMPTY = new UserState(Map.of(), Quota.UNUSED, Quota.UNUSED);

    public UserState {
        units = Collections.unmodifiableMap(units);
    }

    @Nullable
    UnitState unit(UnitKey key) {
        return units.get(key);
    }

    UserState with(UnitKey key, UnitState unit) {
        Map<UnitKey, UnitState> changed = new TreeMap<>(units);
        changed.put(key, unit);
        return new UserState(changed, newUnits, newOutcomes);
    }

    /** The user without the units of these experiments. */
    public UserState without(Set<ExperimentId> experiments) {
        Map<UnitKey, UnitState> rest = new TreeMap<>(units);
        rest.keySet().removeIf(key -> experiments.contains(key.experiment()));
        return new UserState(rest, newUnits, newOutcomes);
    }

    UserState withNewUnits(Quota quota) {
        return new UserState(units, quota, newOutcomes);
    }

    UserState withNewOutcomes(Quota quota) {
        return new UserState(units, newUnits, quota);
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
        return units.isEmpty() && newUnits.endedBy(millis) && newOutcomes.endedBy(millis);
    }
}
