package io.exposures.joiner.join;

import java.util.Comparator;

/**
 * Identity of a unit within its user.
 *
 * @param experiment the experiment it is randomised in
 * @param unit the unit; the userid unless the experiment's unit is composite
 */
public record UnitKey(ExperimentId experiment, String unit) implements Comparable<UnitKey> {

    private static final Comparator<UnitKey> ORDER =
            Comparator.comparing(UnitKey::experiment).thenComparing(UnitKey::unit);

    @Override
    public int compareTo(UnitKey other) {
        return ORDER.compare(this, other);
    }
}
