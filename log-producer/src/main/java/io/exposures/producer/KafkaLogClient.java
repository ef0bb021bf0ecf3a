package io.exposures.producer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one service to Kafka, on which it says what happened: {@link #exposureLogger()} for experiments,
 * {@link #outcomeLogger()} for everything else. One a process is enough; it is safe for use by any number of threads.
 *
 * <p>Handing in a record makes it and puts it into a bounded buffer; a thread of the client's own delivers it. Whatever
 * Kafka, the network or the schema registry do, a caller neither waits nor gets an exception, and every record that was
 * handed in is counted as delivered, dropped (by reason) or still waiting.
 *
 * <pre>{@code
 * Properties properties = new Properties();
 * properties.put("bootstrap.servers", "broker:9092");
 * properties.put("schema.registry.url", "http://registry:8081");
 * KafkaLogClient client = KafkaLogClient.builder().properties(properties).build();
 * client.outcomeLogger().log("ann", "purchase", 12.5);
 * client.close();
 * }</pre>
 */
public final class KafkaLogClient implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofDays(365);

    private static final Duration NOTIFIER_TIMEOUT = Duration.ofMillis(100);

    private final ProducerConfig config;
    private final ClientParts parts;
    private final KafkaExposureLogger exposureLogger;
    private final KafkaOutcomeLogger outcomeLogger;
    private final @Nullable Thread shutdownHook;

    private KafkaLogClient(ProducerConfig config, ClientParts parts) {
        this.config = config;
        this.parts = parts;
        this.exposureLogger = new KafkaExposureLogger(parts.intake(), parts.encoder());
        this.outcomeLogger = new KafkaOutcomeLogger(parts.intake(), parts.encoder());
        this.shutdownHook = config.shutdownHook() ? new Thread(this::close, "exposures-close") : null;
    }

    private void start() {
        parts.delivery().start();
        if (shutdownHook != null) {
            Runtime.getRuntime().addShutdownHook(shutdownHook);
        }
    }

    /** Starts describing a client. */
    public static Builder builder() {
        return new Builder();
    }

    /** Publishes what experiments log. */
    public KafkaExposureLogger exposureLogger() {
        return exposureLogger;
    }

    /** Publishes what happened to users. */
    public KafkaOutcomeLogger outcomeLogger() {
        return outcomeLogger;
    }

    /** What became of the records of one kind so far. */
    public RecordCounts counts(RecordKind kind) {
        return parts.counts(kind);
    }

    /** How the client is doing. */
    public ProducerHealth health() {
        return parts.health();
    }

    ClientParts parts() {
        return parts;
    }

    /**
     * Waits until every record that was handed in before this call is delivered or dropped, or the time has run out, or
     * the calling thread is interrupted.
     *
     * @param timeout how long to wait at most
     * @return how many records still wait
     */
    public long flush(Duration timeout) {
        List<Lane> lanes = parts.lanes().all();
        CountDownLatch reached = new CountDownLatch(lanes.size());
        FlushMarker marker = new FlushMarker(reached);
        lanes.forEach(lane -> lane.add(marker));
        parts.delivery().wake();
        if (!isReached(reached, timeout)) {
            lanes.forEach(lane -> lane.remove(marker));
        }
        marker.cancel();
        return parts.waiting();
    }

    private boolean isReached(CountDownLatch reached, Duration timeout) {
        try {
            return !parts.delivery().isFinished() && reached.await(nanos(timeout), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Takes no more records, delivers what waits for at most {@code timeout}, and keeps the rest on disk if there is an
     * overflow directory, or drops it. Further calls wait for the first and have the same answer. Loggers stay harmless:
     * what they are given is dropped and counted.
     *
     * @param timeout how long to wait at most
     * @return how many records that were handed in before were not delivered
     */
    public long close(Duration timeout) {
        parts.lanes().all().forEach(lane -> lane.room().close());
        try {
            parts.delivery().close(Duration.ofNanos(nanos(timeout)));
            parts.notifier().close(NOTIFIER_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forgetShutdownHook();
        return parts.undelivered();
    }

    /** Closes with the configured timeout. */
    @Override
    public void close() {
        close(config.closeTimeout());
    }

    private void forgetShutdownHook() {
        if (shutdownHook != null && Thread.currentThread() != shutdownHook) {
            try {
                Runtime.getRuntime().removeShutdownHook(shutdownHook);
            } catch (IllegalStateException e) {
                // The JVM is shutting down: the hook runs, and finds the client closed.
            }
        }
    }

    /** A timeout in nanoseconds, however absurd it is; even null harms nobody. */
    private static long nanos(@Nullable Duration timeout) {
        if (timeout == null || timeout.isNegative()) {
            return 0;
        }
        return timeout.compareTo(LONGEST) < 0 ? timeout.toNanos() : LONGEST.toNanos();
    }

    /** Describes a client. */
    public static final class Builder {

        private @Nullable ProducerConfig config;
        private InstantSource clock = InstantSource.system();
        private @Nullable DropListener dropListener;
        private ProducerFactory producerFactory = KafkaProducer::new;
        private ClockWatch clockWatch = new ClockWatch(System::currentTimeMillis, System::nanoTime);

        private Builder() {}

        /** Sets all settings; see {@link ProducerConfig}. */
        public Builder properties(Properties properties) {
            return config(ProducerConfig.from(properties));
        }

        /** Sets all settings. */
        public Builder config(ProducerConfig newConfig) {
            config = newConfig;
            return this;
        }

        /** Sets the clock that says when an outcome without a time happened; the system's by default. */
        public Builder clock(InstantSource newClock) {
            clock = newClock;
            return this;
        }

        /** Sets who is told of every dropped record; nobody by default. */
        public Builder onDrop(DropListener newListener) {
            dropListener = newListener;
            return this;
        }

        Builder producerFactory(ProducerFactory newFactory) {
            producerFactory = newFactory;
            return this;
        }

        Builder clockWatch(ClockWatch newWatch) {
            clockWatch = newWatch;
            return this;
        }

        /**
         * Makes the client. Does not connect to anything, so it neither waits nor fails when Kafka is away.
         *
         * @throws IllegalStateException if no settings were given
         * @throws IllegalArgumentException if the serializer does not accept its settings, or a library is missing that
         *     they need
         */
        public KafkaLogClient build() {
            if (config == null) {
                throw new IllegalStateException("a client needs settings: call properties or config first");
            }
            ClientParts parts = ClientParts.assemble(config, clock, producerFactory, clockWatch, dropListener);
            KafkaLogClient client = new KafkaLogClient(config, parts);
            client.start();
            return client;
        }
    }
}
