package io.exposures.joiner;

import io.exposures.joiner.state.StateDirectory;
import io.exposures.joiner.topology.BoundedRocksDb;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;

/** What Kafka Streams is told: the settings passed on, over defaults that suit the joiner. */
public final class StreamsSettings {

    private StreamsSettings() {}

    static Properties of(JoinerConfig config) {
        return of(config, Map.of());
    }

    /** Settings of an instance that others reach at this address. */
    static Properties of(JoinerConfig config, HostInfo address) {
        String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
        return of(config, Map.of(StreamsConfig.APPLICATION_SERVER_CONFIG, host + ":" + address.port()));
    }

    /** Where the instance keeps its state. */
    static StateDirectory stateDirectory(JoinerConfig config) {
        String directory = new StreamsConfig(of(config)).getString(StreamsConfig.STATE_DIR_CONFIG);
        return new StateDirectory(Path.of(directory), config.applicationId(), InstantSource.system());
    }

    /**
     * Settings of an application beside the joiner.
     *
     * @param config the joiner's settings
     * @param instead what goes over the settings passed on
     */
    public static Properties of(JoinerConfig config, Map<String, Object> instead) {
        Map<String, Object> settings = new HashMap<>(defaults());
        settings.putAll(config.passedOn());
        settings.putAll(instead);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        settings.put(BoundedRocksDb.MEMORY_SETTING, Long.toString(config.rocksDbMemory()));
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    private static Map<String, Object> defaults() {
        return Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                // A dead instance's open transaction holds readers back for this long; a stall longer than it is fatal.
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                "60000",
                StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
                "lz4",
                // Each commit costs brokers a marker in every partition written to; rows are seen this much later.
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                "200",
                // A transaction's records for a partition in one piece: each batch has buffers of its own.
                ProducerConfig.BATCH_SIZE_CONFIG,
                "65536",
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                Integer.toString(JoinerConfig.GREATEST_RECORD),
                StreamsConfig.consumerPrefix("auto.offset.reset"),
                "earliest",
                // A thread or an instance that died is out of its group soon; its partitions stand still until then.
                // Without a prefix, so that the operator's own setting wins with a prefix or without one.
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                "15000",
                // Below the changelogs' delete.retention.ms, so that no old state directory brings back deleted keys.
                StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG,
                "43200000");
    }
}
