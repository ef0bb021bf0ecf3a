package io.exposures.joiner.http;

import java.util.List;
import java.util.Optional;

/**
 * What an instance says of itself.
 *
 * @param readiness whether it may be sent requests
 * @param stream what its stream does, as Kafka Streams names it
 * @param degraded why its stream was stopped for good, as a sentence for people; empty while nothing is wrong
 * @param address where other instances reach it
 * @param held partitions whose state is here
 */
public record InstanceHealth(
        Readiness readiness, String stream, Optional<String> degraded, String address, List<Held> held) {

    public InstanceHealth {
        held = List.copyOf(held);
    }

    /** An instance of which only this is known. */
    public static InstanceHealth of(Readiness readiness) {
        return new InstanceHealth(readiness, "RUNNING", Optional.empty(), "", List.of());
    }

    /**
     * A partition whose state is here.
     *
     * @param partition the partition
     * @param role {@code active} or {@code standby}
     * @param lag records that are still to be read: of the inputs, or of the changelogs for a standby; -1 when not known
     */
    public record Held(int partition, String role, long lag) {}
}
