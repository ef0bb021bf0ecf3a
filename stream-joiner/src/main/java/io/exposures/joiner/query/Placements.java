package io.exposures.joiner.query;

import java.util.List;
import java.util.Optional;

/** Knows which instance holds what. */
public interface Placements {

    /** One instance that holds everything. */
    Placements ALONE = new Placements() {
        @Override
        public Placement of(String userid) {
            return new Placement(0, Optional.of(new Placement.Peer("", 0, true)), List.of());
        }

        @Override
        public List<Placement.Peer> others() {
            return List.of();
        }

        @Override
        public Staleness standby(String userid) {
            throw new IllegalStateException("a single instance has no standby");
        }
    };

    /**
     * Where a user's state is.
     *
     * @param userid the user
     * @throws NotReadyException while that is not known
     */
    Placement of(String userid);

    /**
     * The other instances that write partitions.
     *
     * @throws NotReadyException while that is not known
     */
    List<Placement.Peer> others();

    /**
     * How far this instance's standby copy of a user's state is behind.
     *
     * @param userid the user
     * @throws NotReadyException if there is no copy here, or it is too far behind or not known how far
     */
    Staleness standby(String userid);
}
