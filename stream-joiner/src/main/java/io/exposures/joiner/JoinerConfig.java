package io.exposures.joiner;

import io.exposures.joiner.join.Caps;
import io.exposures.joiner.join.Measures;
import io.exposures.schemas.Topics;
import io.exposures.schemas.serde.AvroDeserializer;
import io.exposures.schemas.serde.AvroSerializer;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * The joiner's settings. Keys that start with {@code joiner.} are the joiner's own and must be known; all others go to
 * Kafka Streams, its clients, and the serializers.
 *
 * @param topics the topics, by {@code joiner.topic.prefix} (default empty)
 * @param horizon {@code joiner.horizon}: how late a record may be, and how long outcomes are kept (default PT24H)
 * @param attributionWindow {@code joiner.attribution.window}: how long after a first exposure outcomes count (default
 *     PT168H)
 * @param caps {@code joiner.cap.units.per.hour} (default 1000) and {@code joiner.cap.outcomes.per.hour} (default 3600):
 *     what one user may bring; {@code joiner.cap.units.per.user} (default 1000): how many units one
 *     user may hold; {@code joiner.cap.experiments} (default 10000): how many experiments a partition may hold
 * @param lookbackDays {@code joiner.lookback.days}: greatest number of days that covariates are taken from; metrics that
 *     ask for more get as many (default 14)
 * @param snapshotInterval {@code joiner.snapshot.interval}: how often changed sums are published (default PT0.5S)
 * @param writesHeartbeats {@code joiner.heartbeats}: whether to write heartbeats to an input partition that is idle while
 *     the other one moves (default true)
 * @param heartbeatInterval {@code joiner.heartbeat.interval}: how long it must be idle (default PT10S)
 * @param registryPatience {@code joiner.registry.patience}: how long to wait for the registry before the transaction is
 *     given up and tried again (default PT20S)
 * @param httpHost {@code joiner.http.host}: address to listen on (default 127.0.0.1)
 * @param httpPort {@code joiner.http.port}: port to listen on; 0 takes a free one (default 8080)
 * @param createTopics {@code joiner.create.topics}: whether to create missing topics at start (default false)
 * @param partitions {@code joiner.partitions}: partitions of topics that are created (default 4)
 * @param replicationFactor {@code joiner.replication.factor}: replicas of topics that are created (default 1)
 * @param rocksDbMemory {@code joiner.rocksdb.memory}: bytes for all state stores of the process (default 268435456)
 * @param cacheMemory {@code joiner.cache.memory}: bytes of heap for users that were read or written last (default: an
 *     eighth of the greatest heap)
 * @param valueSerializer {@code joiner.value.serializer}: class that writes values (default the project's own)
 * @param valueDeserializer {@code joiner.value.deserializer}: class that reads values (default the project's own)
 * @param cluster how the instance lives with others
 * @param passedOn every other key
 */
public record JoinerConfig(
        Topics topics,
        Duration horizon,
        Duration attributionWindow,
        Caps caps,
        int lookbackDays,
        Duration snapshotInterval,
        boolean writesHeartbeats,
        Duration heartbeatInterval,
        Duration registryPatience,
        String httpHost,
        int httpPort,
        boolean createTopics,
        int partitions,
        short replicationFactor,
        long rocksDbMemory,
        long cacheMemory,
        String valueSerializer,
        String valueDeserializer,
        ClusterSettings cluster,
        Map<String, String> passedOn) {

    /** The greatest record that output topics and changelogs take, in bytes. */
    public static final int GREATEST_RECORD = 8_388_608;

    private static final String OWN = "joiner.";

    public JoinerConfig {
        if (lookbackDays < 0) {
            throw new IllegalArgumentException(
                    "setting joiner.lookback.days: expected at least 0, got " + lookbackDays);
        }
        if (cacheMemory < 0) {
            throw new IllegalArgumentException("setting joiner.cache.memory: expected at least 0, got " + cacheMemory);
        }
        passedOn = Map.copyOf(passedOn);
    }

    /**
     * Reads a properties file.
     *
     * @throws IllegalArgumentException if a setting is missing, unknown or malformed; the message names it
     * @throws IOException if the file cannot be read
     */
    public static JoinerConfig load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return of(properties);
    }

    /**
     * Settings from properties.
     *
     * @throws IllegalArgumentException if a setting is missing, unknown or malformed; the message names it
     */
    public static JoinerConfig of(Properties properties) {
        Source source = new Source(properties);
        JoinerConfig config = new JoinerConfig(
                Topics.withPrefix(source.text("topic.prefix", "")),
                source.duration("horizon", "PT24H"),
                source.duration("attribution.window", "PT168H"),
                new Caps(
                        source.count("cap.units.per.hour", 1000),
                        source.count("cap.outcomes.per.hour", 3600),
                        source.count("cap.units.per.user", 1000),
                        source.count("cap.experiments", 10_000)),
                source.count("lookback.days", Measures.DEFAULT_LOOKBACK),
                source.duration("snapshot.interval", "PT0.5S"),
                source.flag("heartbeats", "true"),
                source.duration("heartbeat.interval", "PT10S"),
                source.duration("registry.patience", "PT20S"),
                source.text("http.host", "127.0.0.1"),
                source.count("http.port", 8080),
                source.flag("create.topics", "false"),
                source.count("partitions", 4),
                (short) source.count("replication.factor", 1),
                source.read("rocksdb.memory", "268435456", "a number of bytes", Long::valueOf),
                source.read("cache.memory", Long.toString(cacheByDefault()), "a number of bytes", Long::valueOf),
                source.text("value.serializer", AvroSerializer.class.getName()),
                source.text("value.deserializer", AvroDeserializer.class.getName()),
                source.cluster(),
                source.others());
        source.refuseUnknown();
        return config;
    }

    /** The application. */
    public String applicationId() {
        return passedOn.getOrDefault(StreamsConfig.APPLICATION_ID_CONFIG, "");
    }

    private static long cacheByDefault() {
        return Runtime.getRuntime().maxMemory() / 8;
    }

    /** The settings that the serializers and deserializers see. */
    public Map<String, String> serdeSettings() {
        return passedOn;
    }

    /** Reads settings and remembers which were asked for. */
    private static final class Source {

        private final Map<String, String> values = new HashMap<>();
        private final Set<String> known = new TreeSet<>();

        Source(Properties properties) {
            properties
                    .stringPropertyNames()
                    .forEach(key -> values.put(key, properties.getProperty(key).trim()));
            for (String needed : Set.of("bootstrap.servers", "schema.registry.url", "application.id")) {
                if (values.getOrDefault(needed, "").isEmpty()) {
                    throw new IllegalArgumentException("setting " + needed + " is missing");
                }
            }
        }

        String text(String name, String byDefault) {
            known.add(OWN + name);
            return values.getOrDefault(OWN + name, byDefault);
        }

        ClusterSettings cluster() {
            boolean isStatic = values.containsKey(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG);
            return new ClusterSettings(
                    text("advertised.address", ""),
                    duration("peer.timeout", "PT2S"),
                    read("ready.lag", "100000", "a number of records", Long::valueOf),
                    read("stale.lag", "10000", "a number of records", Long::valueOf),
                    duration("drain", "PT1S"),
                    flag("leave.group", Boolean.toString(!isStatic)),
                    duration("topics.check.interval", "PT10S"));
        }

        Duration duration(String name, String byDefault) {
            Duration duration = read(name, byDefault, "an ISO 8601 duration such as PT24H", Duration::parse);
            if (duration.isNegative() || duration.isZero()) {
                throw malformed(name, duration.toString(), "a positive duration", null);
            }
            return duration;
        }

        int count(String name, int byDefault) {
            return read(name, Integer.toString(byDefault), "a whole number", Integer::valueOf);
        }

        boolean flag(String name, String byDefault) {
            return read(name, byDefault, "true or false", Source::parseFlag);
        }

        private static boolean parseFlag(String text) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(text);
            }
            return text.equals("true");
        }

        <T> T read(String name, String byDefault, String expected, Function<String, T> parser) {
            String text = text(name, byDefault);
            try {
                return parser.apply(text);
            } catch (DateTimeParseException | IllegalArgumentException e) {
                throw malformed(name, text, expected, e);
            }
        }

        private static IllegalArgumentException malformed(
                String name, String text, String expected, @Nullable Exception cause) {
            return new IllegalArgumentException(
                    "setting " + OWN + name + ": expected " + expected + ", got " + text, cause);
        }

        Map<String, String> others() {
            Map<String, String> others = new HashMap<>(values);
            others.keySet().removeIf(key -> key.startsWith(OWN));
            return others;
        }

        void refuseUnknown() {
            values.keySet().stream()
                    .filter(key -> key.startsWith(OWN) && !known.contains(key))
                    .findFirst()
                    .ifPresent(key -> {
                        throw new IllegalArgumentException("setting " + key + " is unknown; known are " + known);
                    });
        }
    }
}
