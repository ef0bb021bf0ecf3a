package io.exposures.producer;

import io.exposures.producer.QuietLog.About;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka producer in use: made when it is first needed, and replaced when it cannot go on. Only the delivery thread
 * uses it.
 */
final class ProducerSession {

    /** How Kafka names the thread that does a producer's work on the network. */
    private static final String NETWORK_THREAD = "kafka-producer-network-thread";

    private static final int MOST_THREADS = 64;

    private final ProducerFactory factory;
    private final Map<String, Object> settings;
    private final QuietLog log;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(30));

    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable Thread networkThread;
    private boolean broken;

    ProducerSession(ProducerFactory factory, Map<String, Object> settings, QuietLog log) {
        this.factory = factory;
        this.settings = settings;
        this.log = log;
    }

    /** The producer; null while there is none and it is too early to try again. */
    @Nullable
    Producer<byte[], byte[]> producer() {
        if (producer == null && !backoff.isPaused(System.nanoTime())) {
            producer = make();
        }
        return producer;
    }

    boolean hasProducer() {
        return producer != null;
    }

    private @Nullable Producer<byte[], byte[]> make() {
        try {
            Producer<byte[], byte[]> made = factory.make(settings);
            networkThread = newestThread(NETWORK_THREAD);
            return made;
        } catch (Exception e) {
            log.warn(About.PRODUCER, "cannot make a Kafka producer; trying again soon", e);
            backoff.failed(System.nanoTime());
            return null;
        }
    }

    /** The producer cannot go on. */
    void broken(Throwable cause) {
        if (!broken) {
            log.warn(About.PRODUCER, "the Kafka producer cannot go on; making a new one", cause);
        }
        broken = true;
    }

    boolean isBroken() {
        Thread network = networkThread;
        if (network != null && !network.isAlive()) {
            networkThread = null;
            broken(new IllegalStateException("the thread " + network.getName() + " has died"));
        }
        return broken;
    }

    /**
     * The thread that Kafka's producer has just made. An Error ends it, and the producer would never notice: it would take
     * records and answer for none. It is found by its name among the few threads of this one's group.
     */
    private static @Nullable Thread newestThread(String prefix) {
        Thread[] threads = new Thread[MOST_THREADS];
        int found = Thread.currentThread().getThreadGroup().enumerate(threads);
        return Stream.of(threads)
                .limit(found)
                .filter(thread -> thread.getName().startsWith(prefix))
                .max(Comparator.comparingLong(Thread::getId))
                .orElse(null);
    }

    /** Something was delivered: the producer works. */
    void succeeded() {
        backoff.succeeded();
    }

    /** Gives up the producer: what it has not acknowledged when this returns, it never will. */
    void discard() {
        broken = false;
        backoff.failed(System.nanoTime());
        close(Duration.ZERO);
    }

    void close(Duration timeout) {
        Producer<byte[], byte[]> closing = producer;
        producer = null;
        networkThread = null;
        if (closing != null) {
            closing.close(timeout);
        }
    }
}
