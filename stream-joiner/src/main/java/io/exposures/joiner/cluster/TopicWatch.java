package io.exposures.joiner.cluster;

import io.exposures.joiner.StartupException;
import io.exposures.joiner.topology.Names;
import io.exposures.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that topics are still those that the state was made from: at start, and while running. Partitions that were
 * added move keys, and a topic that was deleted and created anew has other records at the same offsets; going on would
 * give wrong numbers without any error.
 */
public final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration REFRESH = Duration.ofHours(1);

    private final TopicIds topics;
    private final OriginMemory memory;
    private final Origin settings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(TopicWatch::thread);
    private Origin origin = Origin.NONE;
    private long rememberedAt;

    /**
     * A watch.
     *
     * @param admin a client, which stays open
     * @param applicationId the application
     * @param names the topics
     * @param horizon how late records may be
     */
    public TopicWatch(Admin admin, String applicationId, Topics names, Duration horizon) {
        List<String> inputs = List.of(names.exposures().name(), names.outcomes().name());
        List<String> changelogs = Stream.of(Names.USERS, Names.BUFFER, Names.MATURITY, Names.PARTITION)
                .map(store -> applicationId + "-" + store + "-changelog")
                .toList();
        this.topics = new TopicIds(admin, inputs, changelogs);
        this.memory = new OriginMemory(admin, applicationId, names.ledger().name());
        this.settings = Origin.of(Map.of(Origin.HORIZON, horizon.toString()));
    }

    /**
     * Refuses to start on topics or settings that the state was not made from; a new application remembers them.
     *
     * @throws StartupException if they are others; the message says which, and what to do
     */
    public synchronized void checkAtStart() {
        origin = memory.recall();
        List<String> differences = origin.differences(present());
        if (!differences.isEmpty()) {
            throw new StartupException("the state does not fit:\n  " + String.join("\n  ", differences));
        }
        learn(present());
    }

    private Origin present() {
        try {
            return settings.with(topics.look());
        } catch (ExecutionException e) {
            throw new StartupException("the brokers do not answer or refuse: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while asking the brokers", e);
        }
    }

    /**
     * Looks again and again.
     *
     * @param every how often
     * @param onDifference is told once what is otherwise, as a sentence
     */
    public void start(Duration every, Consumer<String> onDifference) {
        var unused = timer.scheduleWithFixedDelay(
                () -> look().ifPresent(onDifference), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is otherwise than at start, as a sentence; empty when nothing is, or the brokers do not answer. */
    public synchronized Optional<String> look() {
        try {
            Origin now = present();
            List<String> differences = origin.differences(now);
            if (differences.isEmpty()) {
                learn(now);
            }
            return differences.stream().findFirst();
        } catch (StartupException e) {
            LOG.debug("the topics could not be looked at: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Changelogs exist only some time after the first start. */
    private void learn(Origin now) {
        Origin known = origin.with(now.existing());
        boolean old = System.nanoTime() - rememberedAt > REFRESH.toNanos();
        if (old || rememberedAt == 0 || !known.equals(origin)) {
            memory.remember(known);
            origin = known;
            rememberedAt = System.nanoTime();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "topic-watch");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
