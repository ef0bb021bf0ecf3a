package io.exposures.joiner.topology;

import io.exposures.joiner.JoinerConfig;
import io.exposures.joiner.join.Definitions;
import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
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
 *  users, outcome-buffer, window-ends, partition
 * </pre>
 */
public final class JoinerTopology {

    /** Bytes of a piece of the cache of users. */
    private static final int CHUNK = 1 << 20;

    /** More than one partition sees between two commits at full speed. */
    private static final int MOST_RECENT = 4096;

    private final JoinerConfig config;
    private final JoinerSerdes serdes;
    private final StoreOperations operations;
    private final Serializer<OutputKey> keys =
            (ignored, key) -> key.bytes() == null ? null : key.bytes().get();

    private JoinerTopology(JoinerConfig config, StoreOperations operations) {
        this.config = config;
        this.operations = operations;
        this.serdes = new JoinerSerdes(config);
    }

    /**
     * The topology for these settings.
     *
     * @param config the settings
     * @param definitions what new experiments are bound to
     * @param partitions partitions of either input topic
     * @param skipped is told of offsets that were not handed over
     * @param operations counts what the stores are asked
     */
    public static Topology of(
            JoinerConfig config,
            Definitions definitions,
            int partitions,
            SkippedOffsets skipped,
            StoreOperations operations) {
        JoinerTopology joiner = new JoinerTopology(config, operations);
        JoinSettings settings =
                joiner.settings(partitions, Cut.NONE, skipped, partition -> definitions, config.writesHeartbeats());
        return joiner.build(settings, joiner::addSink, true);
    }

    /**
     * The same join over what is in the input topics below a cut. It writes nothing to Kafka: its state is not backed by
     * changelogs, and its snapshots go to a listener.
     *
     * @param config the settings
     * @param definitions by partition, what experiments are bound to
     * @param partitions partitions of either input topic
     * @param cut where to stop
     * @param snapshots takes what would go to the summaries and ledger topics
     */
    public static Topology replay(
            JoinerConfig config,
            IntFunction<Definitions> definitions,
            int partitions,
            Cut cut,
            RecordListener snapshots) {
        JoinerTopology joiner = new JoinerTopology(config, new StoreOperations());
        JoinSettings settings = joiner.settings(partitions, cut, SkippedOffsets.IGNORED, definitions, false);
        Set<Topic<?>> heard =
                Set.of(config.topics().summaries(), config.topics().ledger());
        Destinations nowhere = (topology, name, topic) -> topology.addProcessor(
                name, () -> new ReplayOutput(heard.contains(topic) ? snapshots : record -> {}), Names.JOIN);
        return joiner.build(settings, nowhere, false);
    }

    private Topology build(JoinSettings settings, Destinations destinations, boolean backedUp) {
        Topics topics = config.topics();
        Topology topology = new Topology();
        addSource(topology, Names.EXPOSURES_SOURCE, topics.exposures());
        addSource(topology, Names.OUTCOMES_SOURCE, topics.outcomes());
        topology.addProcessor(Names.JOIN, () -> processor(settings), Names.EXPOSURES_SOURCE, Names.OUTCOMES_SOURCE);
        topology.addStateStore(userStore(backedUp), Names.JOIN);
        topology.addStateStore(persistentStore(Names.BUFFER, backedUp), Names.JOIN);
        topology.addStateStore(
                new ObjectStoreBuilder<>(persistentStore(Names.MATURITY, backedUp), MaturityStore::new), Names.JOIN);
        topology.addStateStore(partitionStore(backedUp), Names.JOIN);
        destinations.add(topology, Names.EXPOSED_OUTCOMES_SINK, topics.exposedOutcomes());
        destinations.add(topology, Names.UNIT_STATUS_SINK, topics.unitStatus());
        destinations.add(topology, Names.SUMMARIES_SINK, topics.summaries());
        destinations.add(topology, Names.LEDGER_SINK, topics.ledger());
        destinations.add(topology, Names.REJECTED_SINK, topics.rejected());
        if (settings.writesHeartbeats()) {
            addHeartbeatSink(topology, Names.EXPOSURES_HEARTBEAT_SINK, topics.exposures());
            addHeartbeatSink(topology, Names.OUTCOMES_HEARTBEAT_SINK, topics.outcomes());
        }
        return topology;
    }

    private JoinSettings settings(
            int partitions,
            Cut cut,
            SkippedOffsets skipped,
            IntFunction<Definitions> definitions,
            boolean writesHeartbeats) {
        return new JoinSettings(
                config.topics().exposures().name(),
                config.topics().outcomes().name(),
                partitions,
                cut,
                skipped,
                config.horizon(),
                definitions,
                config.caps(),
                config.lookbackDays(),
                config.snapshotInterval(),
                writesHeartbeats,
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

    private void addSink(Topology topology, String name, Topic<? extends SpecificRecord> topic) {
        topology.addSink(name, topic.name(), keys, serdes.serializer(), new OutputPartitioner(), Names.JOIN);
    }

    private void addHeartbeatSink(Topology topology, String name, Topic<?> topic) {
        Serializer<SpecificRecord> nothing = (ignored, value) -> null;
        topology.addSink(name, topic.name(), keys, nothing, new OutputPartitioner(), Names.JOIN);
    }

    private StoreBuilder<KeyValueStore<Bytes, byte[]>> persistentStore(String name, boolean backedUp) {
        return store(Stores.persistentKeyValueStore(name), backedUp);
    }

    /** Small and changed by every record: it writes to the changelog once a commit. */
    private StoreBuilder<PartitionStore> partitionStore(boolean backedUp) {
        return new ObjectStoreBuilder<>(
                store(Stores.inMemoryKeyValueStore(Names.PARTITION), backedUp), PartitionStore::new);
    }

    private StoreBuilder<UserStore> userStore(boolean backedUp) {
        CacheBudget budget = new CacheBudget((int) Math.min(Integer.MAX_VALUE, config.cacheMemory() / CHUNK));
        return new ObjectStoreBuilder<>(
                persistentStore(Names.USERS, backedUp), store -> new UserStore(store, budget, CHUNK, MOST_RECENT));
    }

    private StoreBuilder<KeyValueStore<Bytes, byte[]>> store(KeyValueBytesStoreSupplier supplier, boolean backedUp) {
        StoreBuilder<KeyValueStore<Bytes, byte[]>> store = Stores.keyValueStoreBuilder(
                        new CountedStore.Supplier(supplier, operations), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
        if (!backedUp) {
            return store.withLoggingDisabled();
        }
        return store.withLoggingEnabled(Map.of(
                "max.message.bytes",
                Integer.toString(JoinerConfig.GREATEST_RECORD),
                "segment.ms",
                Long.toString(Duration.ofHours(1).toMillis())));
    }
}
