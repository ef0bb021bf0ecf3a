package io.exposures.joiner.join;

import java.util.Comparator;

/**
 * An exposure as a candidate for a unit's first. The order (time, arm, id) is total, so that the least of a set of
 * exposures does not depend on the order in which they were read.
 *
 * @param time event time, microseconds since the epoch
 * @param arm canonical JSON of the parameters that form the arm
 * @param exposureId the exposure's id
 * @param params all parameters
 */
public record FirstExposure(long time, String arm, String exposureId, StoredMap params)
        implements Comparable<FirstExposure> {

    private static final Comparator<FirstExposure> ORDER = Comparator.comparingLong(FirstExposure::time)
            .thenComparing(FirstExposure::arm)
            .thenComparing(FirstExposure::exposureId);

    @Override
    public int compareTo(FirstExposure other) {
        return ORDER.compare(this, other);
    }

    /** Whether rows made from either would be the same. */
    boolean makesSameRowsAs(FirstExposure other) {
        return time == other.time && arm.equals(other.arm) && params.equals(other.params);
    }
}
