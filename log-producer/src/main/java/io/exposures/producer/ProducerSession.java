package io.exposures.producer;

import io.exposures.producer.QuietLog.About;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka producer in use: made when it is first needed, and replaced when it cannot go on. Only the delivery thread
 * uses it.
 */
final class ProducerSession {

    private final ProducerFactory factory;
    private final Map<String, Object> settings;
    private final QuietLog log;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(30));

    private @Nullable Producer<byte[], byte[]> producer;
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

    private @Nullable Producer<byte[], byte[]> make() {
        try {
            return factory.make(settings);
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
        return broken;
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
        if (closing != null) {
            closing.close(timeout);
        }
    }
}
