package io.exposures.assignment;

import io.exposures.assignment.values.Values;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An assignment's own copies of the lists that it is given. A unit given twice as the same list is the same list here too,
 * since a list that is a unit may grow; the caller's stays as it is.
 */
final class OwnLists {
    private @Nullable IdentityHashMap<List<?>, @Nullable Object> copies;

    /** The value as one of PlanOut's. */
    @Nullable
    Object own(@Nullable Object value) {
        if (value instanceof String || value instanceof Long) {
            return value; // the usual case, and asking for an interface that is not there takes long
        }
        if (!(value instanceof List<?> list)) {
            return Values.of(value);
        }
        IdentityHashMap<List<?>, @Nullable Object> known = copies;
        if (known == null) {
            known = new IdentityHashMap<>();
            copies = known;
        }
        Object copy = known.get(list);
        if (copy instanceof List<?> ownList) {
            return ownList;
        }
        copy = Values.of(list);
        known.put(list, copy);
        if (copy instanceof List<?> ownList) {
            known.put(ownList, copy);
        }
        return copy;
    }
}
