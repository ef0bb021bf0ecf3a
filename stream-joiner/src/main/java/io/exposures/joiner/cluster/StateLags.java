package io.exposures.joiner.cluster;

import io.exposures.joiner.query.NotReadyException;
import io.exposures.joiner.query.Staleness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.ThreadMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far this instance's standby copies are behind their changelogs. Asking costs a request to the brokers, so it is done
 * in the background, and an answer tells when it was measured.
 */
public final class StateLags implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateLags.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration OLDEST = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Supplier<KafkaStreams> streams;
    private final long greatest;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(StateLags::thread);
    private volatile SortedMap<Integer, Staleness> byPartition = new TreeMap<>();

    /**
     * Lags of a running instance.
     *
     * @param streams its stream; throws {@link NotReadyException} when there is none
     * @param greatest records that a copy may be behind and still answer
     * @param clock the wall clock
     */
    public StateLags(Supplier<KafkaStreams> streams, long greatest, InstantSource clock) {
        this.streams = streams;
        this.greatest = greatest;
        this.clock = clock;
    }

    /** Measures again and again, on a thread of its own. */
    public void start() {
        var unused = timer.scheduleWithFixedDelay(this::measure, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * How far the copy of a partition is behind.
     *
     * @throws NotReadyException if there is no copy here, or it is too far behind, or not known how far
     */
    public Staleness of(int partition) {
        Staleness known = byPartition.get(partition);
        if (known == null || known.measured().isBefore(clock.instant().minus(OLDEST))) {
            throw new NotReadyException("no copy of this user's partition here is known to be near its end", SOON);
        }
        if (known.lag() > greatest) {
            throw new NotReadyException(
                    "the copy of this user's partition here is " + known.lag() + " records behind", SOON);
        }
        return known;
    }

    /** By partition, how far the copies here were behind when last measured. */
    public SortedMap<Integer, Staleness> all() {
        return new TreeMap<>(byPartition);
    }

    private void measure() {
        try {
            KafkaStreams stream = streams.get();
            Set<Integer> standbys = standbys(stream);
            byPartition = standbys.isEmpty() ? new TreeMap<>() : measured(stream, standbys);
        } catch (NotReadyException e) {
            byPartition = new TreeMap<>();
        } catch (RuntimeException e) {
            LOG.debug("the lag of standby copies could not be measured: {}", e.toString());
        }
    }

    private static Set<Integer> standbys(KafkaStreams stream) {
        return stream.metadataForLocalThreads().stream()
                .map(ThreadMetadata::standbyTasks)
                .flatMap(Set::stream)
                .map(task -> task.taskId().partition())
                .collect(Collectors.toSet());
    }

    /** The copy of a partition is as far behind as the worst of its stores. */
    private SortedMap<Integer, Staleness> measured(KafkaStreams stream, Set<Integer> standbys) {
        Instant now = clock.instant();
        Map<Integer, Long> worst = new HashMap<>();
        for (Map<Integer, LagInfo> store : stream.allLocalStorePartitionLags().values()) {
            store.forEach((partition, lag) -> worst.merge(partition, lag.offsetLag(), Math::max));
        }
        SortedMap<Integer, Staleness> lags = new TreeMap<>();
        worst.forEach((partition, lag) -> {
            if (standbys.contains(partition)) {
                lags.put(partition, new Staleness(lag, now));
            }
        });
        return lags;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "state-lags");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
