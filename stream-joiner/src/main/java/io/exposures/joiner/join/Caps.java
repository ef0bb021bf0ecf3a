package io.exposures.joiner.join;

/**
 * What is taken in; more is refused, so that a hot or hostile user or client harms nobody else.
 *
 * @param newUnitsPerHour units not seen before that one user may bring in an hour
 * @param newOutcomesPerHour outcomes and retractions not seen before that one user may bring in an hour
 * @param unitsPerUser units that one user may hold, those of ended experiments aside
 * @param experiments experiments that one partition may hold
 */
public record Caps(int newUnitsPerHour, int newOutcomesPerHour, int unitsPerUser, int experiments) {

    public Caps {
        if (newUnitsPerHour < 1 || newOutcomesPerHour < 1 || unitsPerUser < 1 || experiments < 1) {
            throw new IllegalArgumentException("caps: expected at least 1, got " + newUnitsPerHour + " units and "
                    + newOutcomesPerHour + " outcomes an hour, " + unitsPerUser + " units a user, "
                    + experiments + " experiments");
        }
    }
}
