package io.exposures.producer;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of Kafka's producer: ours where the user sets nothing, and a check of what the user sets. */
final class KafkaSettings {

    private static final AtomicInteger CLIENTS = new AtomicInteger();

    /** The serializer of record values, unless the user names another. */
    private static final String DEFAULT_SERIALIZER = "io.exposures.schemas.serde.AvroSerializer";

    /*
     * delivery.timeout.ms: an idempotent producer that never gives up never has to send a record again with a new
     * sequence number, so an outage of any length leaves no duplicates.
     * max.in.flight.requests.per.connection: with several requests on the way, the first one of a producer may be
     * refused by a broker that is not yet the leader, and the second one accepted. Then the first is out of order for
     * ever, and nothing times out. One request at a time cannot be overtaken; batches grow meanwhile.
     * max.block.ms: only the delivery thread waits for it, but while it does, the other topic waits too.
     * schema.registry.*, http.*, max.retries: the same for the registry; the delivery thread has its own backoff.
     */
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            entry(ProducerConfig.ACKS_CONFIG, "all"),
            entry(ProducerConfig.LINGER_MS_CONFIG, 20),
            entry(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10),
            entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
            entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
            entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500),
            entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE),
            entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, DEFAULT_SERIALIZER),
            entry("schema.registry.max.block.ms", 2_000),
            entry("http.read.timeout.ms", 2_000),
            entry("max.retries", 0));

    /** What would break the join by userid, or what the client relies on, with what to do instead. */
    private static final Map<String, String> REFUSED = Map.of(
            ProducerConfig.PARTITIONER_CLASS_CONFIG, "exposures and outcomes are joined by Kafka's default partitioner",
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, "exposures and outcomes are joined by their keys",
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, "keys are always the userid as UTF-8",
            ProducerConfig.TRANSACTIONAL_ID_CONFIG, "records are not sent in transactions");

    private KafkaSettings() {}

    static Map<String, Object> from(Map<String, Object> given) {
        REFUSED.forEach((name, why) -> {
            if (given.containsKey(name)) {
                throw new IllegalArgumentException(name + ": cannot be set, because " + why);
            }
        });
        Map<String, Object> settings = new TreeMap<>(DEFAULTS);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "exposures-log-" + CLIENTS.incrementAndGet());
        settings.putAll(given);
        check(settings);
        return settings;
    }

    /** The settings of a producer that takes keys and values as bytes. */
    static Map<String, Object> ofBytes(Map<String, Object> settings) {
        Map<String, Object> ofBytes = new HashMap<>(settings);
        ofBytes.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        ofBytes.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return ofBytes;
    }

    /** Bytes that a producer with these settings buffers at most. */
    static long bufferMemory(Map<String, Object> settings) {
        return new ProducerConfig(ofBytes(settings)).getLong(ProducerConfig.BUFFER_MEMORY_CONFIG);
    }

    private static void check(Map<String, Object> settings) {
        if (!settings.containsKey(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new IllegalArgumentException(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG + ": missing; expected host:port of a Kafka broker");
        }
        try {
            new ProducerConfig(ofBytes(settings));
        } catch (ConfigException e) {
            throw new IllegalArgumentException("Kafka refuses the settings of its producer: " + e.getMessage(), e);
        }
    }
}
