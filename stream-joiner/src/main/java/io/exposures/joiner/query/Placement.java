package io.exposures.joiner.query;

import java.util.List;
import java.util.Optional;

/**
 * Where the state of one partition is, as the group last agreed.
 *
 * @param partition the partition
 * @param active the instance that writes it; empty while no instance does
 * @param standbys instances that have a copy
 */
public record Placement(int partition, Optional<Peer> active, List<Peer> standbys) {

    public Placement {
        standbys = List.copyOf(standbys);
    }

    /**
     * An instance of the group.
     *
     * @param host where its HTTP side is reached by the other instances
     * @param port its port
     * @param self whether it is this instance
     */
    public record Peer(String host, int port, boolean self) {}
}
