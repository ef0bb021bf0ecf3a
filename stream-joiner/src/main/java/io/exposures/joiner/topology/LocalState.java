package io.exposures.joiner.topology;

import io.exposures.joiner.query.AsOf;
import io.exposures.joiner.query.NotReadyException;
import io.exposures.joiner.query.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads an instance's state: of the partition that holds a user, and of no other. */
final class LocalState {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Supplier<KafkaStreams> streams;
    private final int partitions;
    private final Duration horizon;

    LocalState(Supplier<KafkaStreams> streams, int partitions, Duration horizon) {
        this.streams = streams;
        this.partitions = partitions;
        this.horizon = horizon;
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
    UserStore users(int partition, Replica replica) {
        return store(
                StoreQueryParameters.fromNameAndType(Names.USERS, new StoreType<>(UserStore.class)),
                partition,
                replica);
    }

    /** The point of the log that a partition's state is at or after; null for a standby copy, which does not know. */
    @Nullable
    AsOf asOf(int partition, Replica replica) {
        return replica == Replica.STANDBY ? null : asOf(read(() -> committed(partition)));
    }

    private Progress committed(int partition) {
        return store(
                        StoreQueryParameters.fromNameAndType(Names.PARTITION, new StoreType<>(PartitionStore.class)),
                        partition,
                        Replica.ACTIVE)
                .committed();
    }

    private AsOf asOf(Progress progress) {
        return new AsOf(
                progress.nextExposure(),
                progress.nextOutcome(),
                instant(progress.clock().millis()),
                instant(progress.clock().finalBefore(horizon)));
    }

    private static @Nullable Instant instant(OptionalLong millis) {
        return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
    }

    /** The buffer store of a partition. */
    ReadOnlyKeyValueStore<Bytes, byte[]> spilledOutcomes(int partition, Replica replica) {
        return store(
                StoreQueryParameters.<ReadOnlyKeyValueStore<Bytes, byte[]>>fromNameAndType(
                        Names.BUFFER, QueryableStoreTypes.keyValueStore()),
                partition,
                replica);
    }

    private <T> T store(StoreQueryParameters<T> query, int partition, Replica replica) {
        StoreQueryParameters<T> ofPartition = query.withPartition(partition);
        try {
            return streams.get().store(replica == Replica.STANDBY ? ofPartition.enableStaleStores() : ofPartition);
        } catch (InvalidStateStoreException e) {
            throw e;
        } catch (IllegalStateException e) {
            throw new NotReadyException("this instance is stopping", SOON);
        }
    }
}
