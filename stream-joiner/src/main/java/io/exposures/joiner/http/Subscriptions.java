package io.exposures.joiner.http;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.NotReadyException;
import io.exposures.joiner.query.StatsQuery;
import io.javalin.http.sse.SseClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients that wait for an experiment to change. Looks at the snapshots at a steady pace, so that a client is told at most
 * so often however fast the numbers change; each client is written to by itself, so that a slow one delays no other.
 */
final class Subscriptions implements AutoCloseable {

    static final int MOST_CLIENTS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
    private static final Duration PACE = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int LOOKS_PER_SIGN_OF_LIFE = 20;

    private final StatsQuery stats;
    private final Set<Subscription> all = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(daemon("events-clock"));
    private final ExecutorService writers = Executors.newCachedThreadPool(daemon("events-writer"));

    Subscriptions(StatsQuery stats) {
        this.stats = stats;
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    void start() {
        var unused = clock.scheduleAtFixedRate(this::look, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    void requireRoom() {
        if (all.size() >= MOST_CLIENTS) {
            throw new NotReadyException("This instance already sends events to " + MOST_CLIENTS + " clients.", SOON);
        }
    }

    void add(ExperimentId id, SseClient client) {
        Subscription subscription = new Subscription(id, client);
        client.keepAlive();
        client.onClose(() -> all.remove(subscription));
        all.add(subscription);
        subscription.look();
    }

    private void look() {
        all.forEach(Subscription::look);
    }

    /** One client. */
    private final class Subscription {

        private final ExperimentId id;
        private final SseClient client;
        private final AtomicBoolean writing = new AtomicBoolean();
        private @Nullable String shown;
        private int looks;

        Subscription(ExperimentId id, SseClient client) {
            this.id = id;
            this.client = client;
        }

        void look() {
            if (writing.compareAndSet(false, true)) {
                writers.execute(this::write);
            }
        }

        private void write() {
            try {
                Optional<ExperimentStats> now = find();
                String state = now.map(this::state).orElse("");
                if (now.isPresent() && !state.equals(shown)) {
                    byte[] item = Json.bytes(Views.ExperimentItem.of(now.get(), stats));
                    client.sendEvent("changed", new String(item, StandardCharsets.UTF_8));
                    shown = state;
                } else if (looks++ % LOOKS_PER_SIGN_OF_LIFE == 0) {
                    client.sendComment("alive");
                }
                if (client.terminated()) {
                    all.remove(this);
                }
            } catch (NotReadyException e) {
                LOG.debug("events: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.info("events: a client is dropped: {}", e.toString());
                all.remove(this);
                client.close();
            } finally {
                writing.set(false);
            }
        }

        private Optional<ExperimentStats> find() {
            return stats.experiments(id.name()).stream()
                    .filter(candidate -> candidate.id().equals(id))
                    .findFirst();
        }

        /** Changes with every snapshot of the experiment. */
        private String state(ExperimentStats stats) {
            return stats.asOf() + " "
                    + stats.readings().values().stream()
                            .map(reading -> String.valueOf(reading.maturedTo()))
                            .toList();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        all.forEach(subscription -> subscription.client.close());
        writers.shutdownNow();
    }
}
