package io.exposures.joiner.join;

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

    @Override
    public int compareTo(FirstExposure other) {
        int byTime = Long.compare(time, other.time);
        if (byTime != 0) {
            return byTime;
        }
        int byArm = arm.compareTo(other.arm);
        return byArm != 0 ? byArm : exposureId.compareTo(other.exposureId);
    }

    /** Whether rows made from either would be the same. */
    boolean makesSameRowsAs(FirstExposure other) {
        return time == other.time && arm.equals(other.arm) && params.equals(other.params);
    }

    /** Compared several times a record; the generated method is a chain of handles that is not always inlined. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof FirstExposure that
                        && time == that.time
                        && arm.equals(that.arm)
                        && exposureId.equals(that.exposureId)
                        && params.equals(that.params));
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(time) + exposureId.hashCode();
    }
}
