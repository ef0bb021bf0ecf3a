package io.exposures.joiner.topology;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.Recount;
import io.exposures.joiner.query.NotReadyException;
import io.exposures.joiner.query.RecountQuery;
import io.exposures.joiner.query.RecountReport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Recounts the partitions of this instance, one request at a time. The stream goes on meanwhile: it is asked only for the
 * state as of one moment.
 */
public final class LocalRecounts implements RecountQuery {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Supplier<KafkaStreams> streams;
    private final int partitions;
    private final Semaphore one = new Semaphore(1);

    /**
     * Recounts of a running instance.
     *
     * @param streams the instance's stream; throws {@link NotReadyException} when there is none
     * @param partitions partitions of the input topics
     */
    public LocalRecounts(Supplier<KafkaStreams> streams, int partitions) {
        this.streams = streams;
        this.partitions = partitions;
    }

    @Override
    public RecountReport recount(ExperimentId experiment) {
        if (!one.tryAcquire()) {
            throw new NotReadyException("another check is under way", SOON);
        }
        try {
            SortedMap<Integer, RecountReport.Part> parts = new TreeMap<>();
            TreeSet<Integer> elsewhere = new TreeSet<>();
            for (int partition = 0; partition < partitions; partition++) {
                Optional<PartitionStore> store = store(partition);
                if (store.isPresent()) {
                    parts.put(partition, recount(experiment, store.get()));
                } else {
                    elsewhere.add(partition);
                }
            }
            return new RecountReport(parts, elsewhere);
        } finally {
            one.release();
        }
    }

    private Optional<PartitionStore> store(int partition) {
        try {
            return Optional.of(streams.get()
                    .store(StoreQueryParameters.fromNameAndType(Names.PARTITION, new StoreType<>(PartitionStore.class))
                            .withPartition(partition)));
        } catch (InvalidStateStoreException e) {
            return Optional.empty();
        }
    }

    private static RecountReport.Part recount(ExperimentId experiment, PartitionStore store) {
        Moment moment = moment(experiment, store);
        Recount recount = new Recount(moment.tallies(), moment.matured());
        ExperimentTally tally = moment.tallies().get(experiment);
        UserStateCodec codec = new UserStateCodec();
        long users = 0;
        try (KeyValueIterator<Bytes, byte[]> all = moment.users()) {
            while (all.hasNext()) {
                var user = all.next();
                String userid = UserStore.userid(user.key);
                recount.add(
                        userid,
                        codec.decode(userid, ByteBuffer.wrap(user.value)).state());
                users++;
            }
        } catch (InvalidStateStoreException e) {
            throw new NotReadyException("a partition moved to another instance while it was counted", SOON);
        }
        boolean dropped = tally != null && tally.unitsDropped();
        return new RecountReport.Part(
                moment.nextExposure(), moment.nextOutcome(), users, dropped, recount.differences());
    }

    private static Moment moment(ExperimentId experiment, PartitionStore store) {
        CompletableFuture<Moment> asked = store.nextMoment(experiment);
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            abandon(asked);
            throw new NotReadyException("the stream does not answer", SOON);
        } catch (InterruptedException e) {
            abandon(asked);
            Thread.currentThread().interrupt();
            throw new NotReadyException("the instance is stopping", SOON);
        }
    }

    /** An answer that comes too late must not keep a view of the store open. */
    private static void abandon(CompletableFuture<Moment> asked) {
        if (!asked.cancel(false) && !asked.isCompletedExceptionally()) {
            asked.join().users().close();
        }
    }
}
