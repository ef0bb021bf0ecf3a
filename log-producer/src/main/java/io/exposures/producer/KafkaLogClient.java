package io.exposures.producer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.Serializer;
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

    private final ProducerConfig config;
    private final PerKind<Accounts> accounts = PerKind.of(kind -> new Accounts());
    private final PerKind<Lane> lanes;
    private final Delivery delivery;
    private final KafkaExposureLogger exposureLogger;
    private final KafkaOutcomeLogger outcomeLogger;

    private KafkaLogClient(Builder builder, ProducerConfig config) {
        this.config = config;
        Losses losses = new Losses(accounts);
        QuietLog log = new QuietLog();
        Serializer<SpecificRecord> serializer = Serializers.configured(config.kafka());
        long maxUnacknowledged = KafkaSettings.bufferMemory(config.kafka()) / 4;
        this.lanes = PerKind.of(kind -> new Lane(kind, config.buffer(), losses));
        PerKind<Courier> couriers = PerKind.of(kind -> new Courier(
                lanes.get(kind), config.topicOf(kind), serializer, maxUnacknowledged, accounts.get(kind), losses, log));
        ProducerSession session =
                new ProducerSession(builder.producerFactory, KafkaSettings.ofBytes(config.kafka()), log);
        this.delivery = new Delivery(couriers.all(), session, log);
        Intake intake = new Intake(lanes, config.maxRecordBytes(), accounts, losses, delivery::handedIn);
        RecordEncoder encoder = new RecordEncoder(config, builder.clock);
        this.exposureLogger = new KafkaExposureLogger(intake, encoder);
        this.outcomeLogger = new KafkaOutcomeLogger(intake, encoder);
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
        return accounts.get(kind).counts(lanes.get(kind).room().records());
    }

    /**
     * Waits until every record that was handed in before this call is delivered or dropped, or the time has run out, or
     * the calling thread is interrupted.
     *
     * @param timeout how long to wait at most
     * @return how many records still wait
     */
    public long flush(Duration timeout) {
        CountDownLatch reached = new CountDownLatch(lanes.all().size());
        FlushMarker marker = new FlushMarker(reached);
        lanes.all().forEach(lane -> lane.add(marker));
        delivery.wake();
        try {
            if (!delivery.isFinished() && !reached.await(nanos(timeout), TimeUnit.NANOSECONDS)) {
                lanes.all().forEach(lane -> lane.remove(marker));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return waiting();
    }

    /**
     * Takes no more records, delivers what waits for at most {@code timeout}, and drops the rest. Further calls wait for
     * the first and have the same answer. Loggers stay harmless: what they are given is dropped and counted.
     *
     * @param timeout how long to wait at most
     * @return how many records that were handed in before were not delivered
     */
    public long close(Duration timeout) {
        lanes.all().forEach(lane -> lane.room().close());
        try {
            delivery.close(Duration.ofNanos(nanos(timeout)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return undeliveredAtClose() + waiting();
    }

    /** Closes with the configured timeout. */
    @Override
    public void close() {
        close(config.closeTimeout());
    }

    private long undeliveredAtClose() {
        return accounts.all().stream()
                .mapToLong(each -> each.dropped(DropReason.UNSENT_AT_CLOSE, DropReason.UNACKNOWLEDGED_AT_CLOSE))
                .sum();
    }

    private long waiting() {
        return lanes.all().stream().mapToLong(lane -> lane.room().records()).sum();
    }

    /** A timeout in nanoseconds, however absurd it is. */
    private static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        return timeout.compareTo(LONGEST) < 0 ? timeout.toNanos() : LONGEST.toNanos();
    }

    /** Describes a client. */
    public static final class Builder {

        private @Nullable ProducerConfig config;
        private InstantSource clock = InstantSource.system();
        private ProducerFactory producerFactory = KafkaProducer::new;

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

        Builder producerFactory(ProducerFactory newFactory) {
            producerFactory = newFactory;
            return this;
        }

        /**
         * Makes the client. Does not connect to anything, so it neither waits nor fails when Kafka is away.
         *
         * @throws IllegalStateException if no settings were given
         * @throws IllegalArgumentException if the serializer does not accept its settings
         */
        public KafkaLogClient build() {
            if (config == null) {
                throw new IllegalStateException("a client needs settings: call properties or config first");
            }
            KafkaLogClient client = new KafkaLogClient(this, config);
            client.delivery.start();
            return client;
        }
    }
}
