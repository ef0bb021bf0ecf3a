package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.joiner.query.AsOf;
import io.exposures.joiner.query.PartitionLedger;
import io.exposures.joiner.query.SnapshotReader;
import io.exposures.joiner.query.TopicLedger;
import io.exposures.joiner.state.StateDirectory;
import io.exposures.joiner.topology.StoreOperations;
import io.exposures.schemas.Topics;
import io.exposures.testing.SharedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics page of a running stream. */
class JoinerMetersIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pattern PROCESS_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final String prefix = SharedBroker.newPrefix(JoinerMetersIT.class);

    @TempDir
    Path stateDirectory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private KafkaStreams streams;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private SnapshotReader reader;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private JoinerMeters meters;

    @BeforeEach
    void start() throws Exception {
        Map<String, Object> client = Map.of("bootstrap.servers", SharedBroker.bootstrapServers());
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(prefix + "in", 1, (short) 1)))
                    .all()
                    .get();
        }
        streams = new KafkaStreams(passThrough(), settings());
        reader = new SnapshotReader(client, Topics.withPrefix(prefix), nothing(), nothing());
        meters = new JoinerMeters(
                reader,
                new StateDirectory(stateDirectory, prefix + "meters", InstantSource.system()),
                InstantSource.fixed(NOON.plusSeconds(5)));
        meters.watch(streams);
        streams.start();
    }

    @AfterEach
    void stop() {
        meters.close();
        streams.close();
        reader.close();
    }

    @Test
    void showTheStreamUnderNamesThatSurviveARestart() {
        await().atMost(SOON).until(() -> page().contains("kafka_consumer_fetch_manager_records_consumed_total"));
        assertThat(page()).contains("kafka_stream_thread").doesNotContainPattern(PROCESS_ID);
    }

    @Test
    void showTheLedgerOfEachPartition() {
        reader.snapshots().put(ledger());
        assertThat(page())
                .contains("exposures_joiner_ledger_records{class=\"first\",partition=\"3\",topic=\"exposures\"} 19.0")
                .contains("exposures_joiner_ledger_consumed_records{partition=\"3\",topic=\"exposures\"} 30.0")
                .contains("exposures_joiner_partition_freshness_seconds{partition=\"3\"} 5.0")
                .contains("exposures_joiner_snapshot_age_seconds{partition=\"3\"} 4.0")
                .contains("exposures_joiner_partition_clock_seconds{partition=\"3\"} " + NOON.getEpochSecond() / 1e9
                        + "E9");
    }

    @Test
    void forgetAClassThatIsGone() {
        reader.snapshots().put(ledger());
        assertThat(page()).contains("class=\"repeat\"");
        reader.snapshots().removeLedger(3);
        assertThat(page()).doesNotContain("class=\"repeat\"");
    }

    @Test
    void showWhatTheStoresAreAsked() {
        meters.show(new StoreOperations());
        assertThat(page()).contains("exposures_joiner_store_operations_total{kind=\"get\",store=\"users\"} 0.0");
    }

    @Test
    void timeRequestsByRoute() {
        meters.served("GET", "/api/v1/users/{userid}", 200, Duration.ofMillis(250));
        assertThat(page())
                .contains("exposures_joiner_http_requests_seconds_sum{method=\"GET\","
                        + "route=\"/api/v1/users/{userid}\",status=\"200\"} 0.25");
    }

    @Test
    void speakOpenMetricsWhenAsked() {
        var page = meters.scrape("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        assertThat(page.contentType()).startsWith("application/openmetrics-text");
        assertThat(page.body()).endsWith("# EOF\n");
    }

    private String page() {
        return meters.scrape("").body();
    }

    private static PartitionLedger ledger() {
        return new PartitionLedger(
                3,
                new AsOf(30, 0, NOON, null),
                NOON.plusSeconds(1),
                new TopicLedger(30, new TreeMap<>(Map.of("first", 19L, "repeat", 11L))),
                TopicLedger.NONE,
                List.of());
    }

    private org.apache.kafka.streams.Topology passThrough() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(prefix + "in", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .foreach((key, value) -> {});
        return builder.build();
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put("application.id", prefix + "meters");
        settings.put("bootstrap.servers", SharedBroker.bootstrapServers());
        settings.put("state.dir", stateDirectory.toString());
        return settings;
    }

    private static <T> Deserializer<@Nullable T> nothing() {
        return (topic, data) -> null;
    }
}
