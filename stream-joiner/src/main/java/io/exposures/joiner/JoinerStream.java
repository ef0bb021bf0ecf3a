package io.exposures.joiner;

import io.exposures.joiner.query.NotReadyException;
import io.exposures.joiner.state.Damage;
import io.exposures.joiner.state.StateDirectory;
import io.exposures.joiner.topology.OffsetsWentBackException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream of an instance. When damaged state keeps it from starting, the damage is set aside and it starts anew; when
 * topics are no longer what the state was made from, it is stopped for good and says why.
 */
final class JoinerStream implements Supplier<KafkaStreams>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JoinerStream.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(30);
    /** Each attempt sets at least one task aside, and an instance has fewer. */
    private static final int ATTEMPTS = 1_000;

    private final Supplier<KafkaStreams> maker;
    private final Consumer<KafkaStreams> whenMade;
    private final Supplier<Optional<String>> topics;
    private final StateDirectory state;
    private final CloseOptions closing;
    private final AtomicReference<@Nullable KafkaStreams> current = new AtomicReference<>();
    private final AtomicReference<@Nullable String> degraded = new AtomicReference<>();

    /**
     * A stream that is not started yet.
     *
     * @param maker makes it
     * @param whenMade is told each time that it was made
     * @param topics says what is wrong with the topics, as a sentence
     * @param state where it keeps its state
     * @param leavesGroup whether it leaves the group when it is closed
     */
    JoinerStream(
            Supplier<KafkaStreams> maker,
            Consumer<KafkaStreams> whenMade,
            Supplier<Optional<String>> topics,
            StateDirectory state,
            boolean leavesGroup) {
        this.maker = maker;
        this.whenMade = whenMade;
        this.topics = topics;
        this.state = state;
        this.closing = CloseOptions.timeout(CLOSE)
                .withGroupMembershipOperation(
                        leavesGroup ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP);
    }

    /**
     * Starts.
     *
     * @throws StartupException if the state directory is another process's
     */
    synchronized void start() {
        for (int attempt = 1; ; attempt++) {
            KafkaStreams stream = make();
            try {
                stream.start();
                current.set(stream);
                return;
            } catch (RuntimeException e) {
                stream.close(CloseOptions.timeout(CLOSE));
                if (attempt == ATTEMPTS || !Damage.caused(e) || state.setAside(e) == 0) {
                    throw e;
                }
            }
        }
    }

    private KafkaStreams make() {
        KafkaStreams stream;
        try {
            stream = maker.get();
        } catch (StreamsException e) {
            throw new StartupException(
                    "the stream cannot be made: " + e.getMessage()
                            + ". Does another process use the same state.dir? Give each instance a directory of its own",
                    e);
        }
        stream.setUncaughtExceptionHandler(this::onFailure);
        whenMade.accept(stream);
        return stream;
    }

    /** Topics that do not fit will not fit for the next thread either; of all else a new thread may make something. */
    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        Optional<String> unfit = topics.get().or(() -> OffsetsWentBackException.in(failure));
        if (unfit.isPresent()) {
            stopForGood(unfit.get());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (Damage.caused(failure)) {
            state.foundWhileRunning(failure);
        }
        LOG.error("a stream thread failed and is replaced; its open transaction is undone", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /**
     * Stops reading and writing; what was answered from published snapshots still is.
     *
     * @param why as a sentence for people
     */
    void stopForGood(String why) {
        if (degraded.compareAndSet(null, why)) {
            LOG.error("the stream is stopped, numbers stand still: {}", why);
            Thread closer = new Thread(this::closeStream, "stop-stream");
            closer.setDaemon(true);
            closer.start();
        }
    }

    /** Why the stream was stopped for good. */
    Optional<String> degraded() {
        return Optional.ofNullable(degraded.get());
    }

    /** What the stream does, as Kafka Streams names it. */
    KafkaStreams.State state() {
        KafkaStreams stream = current.get();
        return stream == null ? KafkaStreams.State.CREATED : stream.state();
    }

    /** The stream, which runs or is being assigned partitions. */
    @Override
    public KafkaStreams get() {
        KafkaStreams stream = current.get();
        if (stream == null || !stream.state().isRunningOrRebalancing()) {
            throw new NotReadyException("the stream of this instance is " + state(), SOON);
        }
        return stream;
    }

    @Override
    public void close() {
        closeStream();
    }

    private void closeStream() {
        KafkaStreams stream = current.get();
        if (stream != null && !stream.close(closing)) {
            LOG.warn("the stream did not stop within {}", CLOSE);
        }
    }
}
