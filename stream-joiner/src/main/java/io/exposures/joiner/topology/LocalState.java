package io.exposures.joiner.topology;

import io.exposures.joiner.query.NotReadyException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads an instance's state: of the partition that holds a user, and of no other. */
final class LocalState {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final KafkaStreams streams;
    private final int partitions;

    LocalState(KafkaStreams streams, int partitions) {
        this.streams = streams;
        this.partitions = partitions;
    }

    /** The partition that holds the user. */
    int partition(String userid) {
        return OutputPartitioner.partition(userid, partitions);
    }

    /** Reads; throws {@link NotReadyException} while the state cannot be read. */
    <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidStateStoreException e) {
            throw new NotReadyException("the state of this user's partition cannot be read now", SOON);
        }
    }

    /** Who is stored in a partition. */
    UserStore users(int partition) {
        return streams.store(StoreQueryParameters.fromNameAndType(Names.USERS, new StoreType<>(UserStore.class))
                .withPartition(partition));
    }

    /** The buffer store of a partition. */
    ReadOnlyKeyValueStore<Bytes, byte[]> spilledOutcomes(int partition) {
        return streams.store(StoreQueryParameters.<ReadOnlyKeyValueStore<Bytes, byte[]>>fromNameAndType(
                        Names.BUFFER, QueryableStoreTypes.keyValueStore())
                .withPartition(partition));
    }
}
