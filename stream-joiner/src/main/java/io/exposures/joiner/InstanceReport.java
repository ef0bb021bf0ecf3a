package io.exposures.joiner;

import io.exposures.joiner.cluster.StateLags;
import io.exposures.joiner.http.InstanceHealth;
import io.exposures.joiner.http.InstanceHealth.Held;
import io.exposures.joiner.http.Readiness;
import io.exposures.joiner.query.NotReadyException;
import io.exposures.joiner.query.PartitionLedger;
import io.exposures.joiner.query.SnapshotReader;
import io.exposures.joiner.query.Staleness;
import io.exposures.joiner.topology.LocalPartitions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * How an instance is. Ready means: the stream runs, every partition that it holds can be queried, none is far behind its
 * inputs, and the snapshots of all partitions have been read.
 */
final class InstanceReport implements Supplier<InstanceHealth> {

    private static final long UNKNOWN = -1;

    private final JoinerStream stream;
    private final LocalPartitions local;
    private final StateLags lags;
    private final SnapshotReader snapshots;
    private final String exposures;
    private final long readyLag;
    private volatile boolean stopping;
    private volatile String address = "";

    InstanceReport(
            JoinerStream stream, LocalPartitions local, StateLags lags, SnapshotReader snapshots, JoinerConfig config) {
        this.stream = stream;
        this.local = local;
        this.lags = lags;
        this.snapshots = snapshots;
        this.exposures = config.topics().exposures().name();
        this.readyLag = config.cluster().readyLag();
    }

    void reachedAt(HostInfo host) {
        address = host.host() + ":" + host.port();
    }

    /** From now on this instance is not ready any more. */
    void stopping() {
        stopping = true;
    }

    @Override
    public InstanceHealth get() {
        List<Held> held = held();
        return new InstanceHealth(readiness(held), stream.state().toString(), stream.degraded(), address, held);
    }

    private Readiness readiness(List<Held> held) {
        if (stopping) {
            return Readiness.notReady("the instance is stopping");
        }
        if (stream.degraded().isPresent()) {
            return Readiness.notReady(stream.degraded().get());
        }
        if (stream.state() != KafkaStreams.State.RUNNING) {
            return Readiness.notReady("the stream is " + stream.state());
        }
        if (!snapshots.caughtUp()) {
            return Readiness.notReady("the snapshots are being read");
        }
        return held.stream()
                .filter(one -> one.role().equals("active"))
                .filter(one -> !local.queryable(one.partition()) || one.lag() > readyLag)
                .findFirst()
                .map(this::behind)
                .orElse(Readiness.READY);
    }

    private Readiness behind(Held held) {
        return Readiness.notReady(
                held.lag() > readyLag
                        ? "partition " + held.partition() + " is " + held.lag() + " records behind its inputs"
                        : "the state of partition " + held.partition() + " cannot be read yet");
    }

    private List<Held> held() {
        List<Held> held = new ArrayList<>();
        try {
            for (ThreadMetadata thread : stream.get().metadataForLocalThreads()) {
                thread.activeTasks().forEach(task -> held.add(active(task)));
                thread.standbyTasks()
                        .forEach(task -> held.add(standby(task.taskId().partition())));
            }
        } catch (NotReadyException | IllegalStateException e) {
            return List.of();
        }
        held.sort(Comparator.comparing(Held::partition));
        return held;
    }

    private Held active(TaskMetadata task) {
        long lag = task.endOffsets().entrySet().stream()
                .mapToLong(end -> lag(task, end.getKey(), end.getValue()))
                .sum();
        return new Held(task.taskId().partition(), "active", lag);
    }

    /** A task knows what it committed itself; what was committed before it began, the published progress says. */
    private long lag(TaskMetadata task, TopicPartition input, long end) {
        long committed = task.committedOffsets().getOrDefault(input, UNKNOWN);
        return Math.max(0, end - Math.max(committed, published(input)));
    }

    private long published(TopicPartition input) {
        return snapshots
                .snapshots()
                .ledger(input.partition())
                .map(PartitionLedger::asOf)
                .map(asOf -> input.topic().equals(exposures) ? asOf.exposures() : asOf.outcomes())
                .orElse(0L);
    }

    private Held standby(int partition) {
        Staleness known = lags.all().get(partition);
        return new Held(partition, "standby", known == null ? UNKNOWN : known.lag());
    }
}
