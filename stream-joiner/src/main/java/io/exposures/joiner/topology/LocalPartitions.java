package io.exposures.joiner.topology;

import io.exposures.joiner.query.NotReadyException;
import io.exposures.joiner.query.Replica;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** Tells which partitions can be queried on this instance. */
public final class LocalPartitions {

    private final LocalState state;

    /**
     * Partitions of a running instance.
     *
     * @param streams the instance's stream; throws {@link NotReadyException} when there is none
     * @param partitions partitions of the input topics
     * @param horizon how late records may be
     */
    public LocalPartitions(Supplier<KafkaStreams> streams, int partitions, Duration horizon) {
        this.state = new LocalState(streams, partitions, horizon);
    }

    /** Whether the active copy of a partition is here and open. */
    public boolean queryable(int partition) {
        try {
            state.users(partition, Replica.ACTIVE);
            return true;
        } catch (InvalidStateStoreException | NotReadyException e) {
            return false;
        }
    }
}
