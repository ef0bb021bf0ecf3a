package io.exposures.joiner.topology;

import io.exposures.joiner.JoinerConfig;
import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.BufferedOutcome;
import io.exposures.joiner.join.Definitions;
import io.exposures.joiner.join.Recount;
import io.exposures.joiner.join.UserState;
import io.exposures.records.ExposedOutcome;
import io.exposures.records.Exposure;
import io.exposures.records.Ledger;
import io.exposures.records.Outcome;
import io.exposures.records.PartitionLedger;
import io.exposures.records.Rejected;
import io.exposures.records.Summary;
import io.exposures.records.UnitStatus;
import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import io.exposures.schemas.serde.AvroDeserializer;
import io.exposures.schemas.serde.AvroSerializer;
import io.exposures.testing.ExampleEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The real topology on the test driver: records in with their append times, public topics out. */
final class TopologyHarness implements AutoCloseable {

    private static final Instant WALL_CLOCK = ExampleEvents.NOON.plusSeconds(600);
    private static final long WEEK_MICROS = Duration.ofDays(7).toMillis() * 1000;
    private static final AtomicInteger REGISTRIES = new AtomicInteger();

    private final Topics topics = Topics.withPrefix("");
    private final Map<String, String> registry =
            Map.of("schema.registry.url", "mock://topology-" + REGISTRIES.incrementAndGet());
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
    private final Path stateDir;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> exposures;
    private final TestInputTopic<byte[], byte[]> outcomes;
    private final Map<String, ExposedOutcome> rows = new TreeMap<>();
    private final Map<String, UnitStatus> statuses = new TreeMap<>();
    private final Map<String, Summary> daySummaries = new TreeMap<>();

    TopologyHarness(Map<String, String> settings) {
        this(settings, experiment -> BoundDefinition.byDefault(WEEK_MICROS));
    }

    TopologyHarness(Map<String, String> settings, Definitions definitions) {
        this(settings, definitions, 1);
    }

    /** Reads partition 0 of as many as are said. */
    TopologyHarness(Map<String, String> settings, Definitions definitions, int partitions) {
        Properties properties = new Properties();
        properties.putAll(registry);
        properties.put("bootstrap.servers", "none:1");
        properties.put("application.id", "topology-test");
        properties.putAll(settings);
        stateDir = temporaryDirectory();
        properties.put("state.dir", stateDir.toString());
        serializer.configure(registry, false);
        driver = new TopologyTestDriver(topology(properties, definitions, partitions), streams(properties), WALL_CLOCK);
        exposures = input(topics.exposures());
        outcomes = input(topics.outcomes());
    }

    static Topology topology(Properties properties, Definitions definitions, int partitions) {
        return JoinerTopology.of(
                JoinerConfig.of(properties), definitions, partitions, SkippedOffsets.IGNORED, new StoreOperations());
    }

    private static Properties streams(Properties properties) {
        Properties streams = new Properties();
        properties.stringPropertyNames().stream()
                .filter(key -> !key.startsWith("joiner."))
                .forEach(key -> streams.put(key, properties.getProperty(key)));
        return streams;
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("topology-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestInputTopic<byte[], byte[]> input(Topic<?> topic) {
        return driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void exposure(Exposure exposure, long appendMillis) {
        byte[] value = serializer.serialize(topics.exposures().name(), exposure);
        exposureBytes(utf8(exposure.getUserid()), value, appendMillis);
    }

    void exposureBytes(byte @Nullable [] key, byte @Nullable [] value, long appendMillis) {
        exposures.pipeInput(key, value, appendMillis);
    }

    void outcome(Outcome outcome, long appendMillis) {
        byte[] value = serializer.serialize(topics.outcomes().name(), outcome);
        outcomeBytes(utf8(outcome.getUserid()), value, appendMillis);
    }

    void outcomeBytes(byte @Nullable [] key, byte @Nullable [] value, long appendMillis) {
        outcomes.pipeInput(key, value, appendMillis);
    }

    byte[] serialized(SpecificRecord record) {
        String topic = (record instanceof Exposure ? topics.exposures() : topics.outcomes()).name();
        return Objects.requireNonNull(serializer.serialize(topic, record));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Lets the snapshots be published. */
    void tick() {
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    /** Lets wall time pass, in steps of a second. */
    void letTimePass(Duration time) {
        for (int second = 0; second < time.toSeconds(); second++) {
            tick();
        }
    }

    /** What differs between the sums in the stores and those of all units in the stores. */
    List<String> recount() {
        PartitionStore partition = (PartitionStore) driver.getStateStore(Names.PARTITION);
        // What was committed, as a restart would find it.
        partition.flushCache();
        partition.load();
        Recount recount = new Recount(partition.experiments(), partition.matured());
        UserStateCodec codec = new UserStateCodec();
        try (KeyValueIterator<Bytes, byte[]> users = users().all()) {
            users.forEachRemaining(user -> {
                String userid = UserStore.userid(user.key);
                recount.add(
                        userid,
                        codec.decode(userid, ByteBuffer.wrap(user.value)).state());
            });
        }
        return recount.differences();
    }

    /** The rows as a compacted topic shows them. */
    Map<String, ExposedOutcome> rows() {
        newRows();
        return rows;
    }

    /** Row records since this was last asked, tombstones included. */
    List<KeyValue<String, @Nullable ExposedOutcome>> newRows() {
        List<KeyValue<String, @Nullable ExposedOutcome>> read = read(topics.exposedOutcomes());
        read.forEach(row -> apply(rows, row));
        return read;
    }

    Map<String, UnitStatus> statuses() {
        read(topics.unitStatus()).forEach(status -> apply(statuses, status));
        return statuses;
    }

    List<Rejected> rejected() {
        List<Rejected> rejected = new ArrayList<>();
        this.<Rejected>readValues(topics.rejected()).forEach(rejected::add);
        return rejected;
    }

    /** The newest summaries by experiment; those of earlier calls are not among them. */
    Map<String, Summary> summaries() {
        tick();
        Map<String, Summary> newest = new LinkedHashMap<>();
        this.<Summary>readValues(topics.summaries()).forEach(summary -> {
            String experiment = summary.getExperiment() + "/" + summary.getSalt();
            if (summary.getDay() == null) {
                newest.put(experiment, summary);
            } else {
                daySummaries.put(experiment + "/" + summary.getDay(), summary);
            }
        });
        return newest;
    }

    /** The newest summaries by experiment and day, of all that {@link #summaries} has read. */
    Map<String, Summary> daySummaries() {
        return daySummaries;
    }

    /** What is kept once a partition, as it is after the newest commit. */
    PartitionStore partition() {
        return (PartitionStore) driver.getStateStore(Names.PARTITION);
    }

    UserState user(String userid) {
        return users().committed(userid).state();
    }

    /** A user's outcomes in the buffer. */
    List<BufferedOutcome> remembered(String userid) {
        return new UserOutcomes(
                        userid, users().committed(userid), new BufferStore(driver.getKeyValueStore(Names.BUFFER)), 0)
                .between(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Who is stored. */
    Set<String> storedUsers() {
        Set<String> userids = new TreeSet<>();
        try (var all = users().all()) {
            all.forEachRemaining(user -> userids.add(UserStore.userid(user.key)));
        }
        return userids;
    }

    private UserStore users() {
        return (UserStore) driver.getStateStore(Names.USERS);
    }

    /** The newest ledger. */
    PartitionLedger ledger() {
        tick();
        List<Ledger> ledgers = readValues(topics.ledger());
        return ledgers.get(ledgers.size() - 1).getPartition();
    }

    private static <V> void apply(Map<String, V> table, KeyValue<String, @Nullable V> change) {
        if (change.value == null) {
            table.remove(change.key);
        } else {
            table.put(change.key, change.value);
        }
    }

    private <V extends SpecificRecord> List<KeyValue<String, @Nullable V>> read(Topic<V> topic) {
        AvroDeserializer<V> values = new AvroDeserializer<>(topic.valueType());
        values.configure(registry, false);
        TestOutputTopic<String, V> output = driver.createOutputTopic(topic.name(), new StringDeserializer(), values);
        List<KeyValue<String, @Nullable V>> read = new ArrayList<>();
        output.readKeyValuesToList().forEach(record -> read.add(KeyValue.pair(record.key, record.value)));
        return read;
    }

    private <V extends SpecificRecord> List<V> readValues(Topic<V> topic) {
        AvroDeserializer<V> values = new AvroDeserializer<>(topic.valueType());
        values.configure(registry, false);
        return driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(), values).readRecordsToList().stream()
                .map(TestRecord::value)
                .toList();
    }

    @Override
    public void close() {
        driver.close();
        Utils.closeQuietly(() -> Utils.delete(stateDir.toFile()), "state");
    }
}
