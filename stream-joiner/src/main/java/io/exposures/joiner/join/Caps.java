package io.exposures.joiner.join;

/**
 * What one user may bring in an hour; more is refused, so that a hot or hostile user harms nobody else.
 *
 * @param newUnitsPerHour units not seen before
 * @param newOutcomesPerHour outcomes and retractions not seen before
 */
public record Caps(int newUnitsPerHour, int newOutcomesPerHour) {

    public Caps {
        if (newUnitsPerHour < 1 || newOutcomesPerHour < 1) {
            throw new IllegalArgumentException("caps: expected at least 1 an hour, got " + newUnitsPerHour
                    + " units and " + newOutcomesPerHour + " outcomes");
        }
    }
}
