package io.exposures.joiner.topology;

import io.exposures.joiner.JoinerConfig;
import io.exposures.joiner.join.Definitions;
import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The wiring: one sub-topology, one task a partition, no repartition topic.
 *
 * <pre>
 * exposures ──┐           ┌──▶ exposed-outcomes
 *             │           ├──▶ unit-status
 *             ├──▶ join ──┼──▶ summaries
 *             │     │     ├──▶ ledger
 * outcomes ───┘     │     └──▶ rejected
 *                   │
 *  users, outcome-buffer, maturity, partition
 * </pre>
 */
public final class JoinerTopology {

    private final JoinerConfig config;
    private final Definitions definitions;
    private final JoinerSerdes serdes;
    private final Serializer<OutputKey> keys =
            (ignored, key) -> key.bytes() == null ? null : key.bytes().get();

    private JoinerTopology(JoinerConfig config, Definitions definitions) {
        this.config = config;
        this.definitions = definitions;
        this.serdes = new JoinerSerdes(config);
    }

    /**
     * The topology for these settings.
     *
     * @param config the settings
     * @param definitions what new experiments are bound to
     */
    public static Topology of(JoinerConfig config, Definitions definitions) {
        return new JoinerTopology(config, definitions).build();
    }

    private Topology build() {
        Topics topics = config.topics();
        Topology topology = new Topology();
        addSource(topology, Names.EXPOSURES_SOURCE, topics.exposures());
        addSource(topology, Names.OUTCOMES_SOURCE, topics.outcomes());
        JoinSettings settings = settings(topics);
        topology.addProcessor(Names.JOIN, () -> processor(settings), Names.EXPOSURES_SOURCE, Names.OUTCOMES_SOURCE);
        topology.addStateStore(persistentStore(Names.USERS), Names.JOIN);
        topology.addStateStore(persistentStore(Names.BUFFER), Names.JOIN);
        topology.addStateStore(persistentStore(Names.MATURITY), Names.JOIN);
        topology.addStateStore(partitionStore(), Names.JOIN);
        addSink(topology, Names.EXPOSED_OUTCOMES_SINK, topics.exposedOutcomes());
        addSink(topology, Names.UNIT_STATUS_SINK, topics.unitStatus());
        addSink(topology, Names.SUMMARIES_SINK, topics.summaries());
        addSink(topology, Names.LEDGER_SINK, topics.ledger());
        addSink(topology, Names.REJECTED_SINK, topics.rejected());
        if (config.writesHeartbeats()) {
            addHeartbeatSink(topology, Names.EXPOSURES_HEARTBEAT_SINK, topics.exposures());
            addHeartbeatSink(topology, Names.OUTCOMES_HEARTBEAT_SINK, topics.outcomes());
        }
        return topology;
    }

    private JoinSettings settings(Topics topics) {
        return new JoinSettings(
                topics.exposures().name(),
                topics.outcomes().name(),
                config.horizon(),
                definitions,
                config.caps(),
                config.lookbackDays(),
                config.snapshotInterval(),
                config.writesHeartbeats(),
                config.heartbeatInterval());
    }

    private JoinProcessor processor(JoinSettings settings) {
        Patience patience = new Patience(config.registryPatience());
        return new JoinProcessor(
                settings,
                new InputDecoder<>(settings.exposuresTopic(), serdes.deserializer(Exposure.class), patience),
                new InputDecoder<>(settings.outcomesTopic(), serdes.deserializer(Outcome.class), patience));
    }

    private static void addSource(Topology topology, String name, Topic<?> topic) {
        topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic.name());
    }

    private void addSink(Topology topology, String name, Topic<?> topic) {
        topology.addSink(name, topic.name(), keys, serdes.serializer(), new OutputPartitioner(), Names.JOIN);
    }

    private void addHeartbeatSink(Topology topology, String name, Topic<?> topic) {
        Serializer<SpecificRecord> nothing = (ignored, value) -> null;
        topology.addSink(name, topic.name(), keys, nothing, new OutputPartitioner(), Names.JOIN);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> persistentStore(String name) {
        return store(Stores.persistentKeyValueStore(name)).withCachingDisabled();
    }

    /** Small and changed by every record: it writes to the changelog once a commit. */
    private static StoreBuilder<PartitionStore> partitionStore() {
        return new PartitionStoreBuilder(
                store(Stores.inMemoryKeyValueStore(Names.PARTITION)).withCachingDisabled());
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(KeyValueBytesStoreSupplier supplier) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of(
                        "max.message.bytes",
                        Integer.toString(JoinerConfig.GREATEST_RECORD),
                        "segment.ms",
                        Long.toString(Duration.ofHours(1).toMillis())));
    }
}
