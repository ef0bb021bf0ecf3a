package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Caps;
import io.exposures.joiner.join.LoggedRecord;
import io.exposures.joiner.join.NaiveOracle;
import io.exposures.joiner.join.Result;
import io.exposures.schemas.Topics;
import io.exposures.schemas.serde.AvroSerializer;
import io.exposures.schemas.serde.TrustedRecords;
import io.exposures.testing.RegistryServer;
import io.exposures.testing.SharedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole joiner on a real broker with four partitions, against the naive oracle over the topics as they stand. */
class JoinerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long WEEK_MICROS = Duration.ofDays(7).toMillis() * 1000;
    private static final Caps CAPS = new Caps(1000, 3600);
    private static final JsonMapper JSON = new JsonMapper();

    private static RegistryServer registry;

    private final String prefix = SharedBroker.newPrefix(JoinerIT.class);
    private final Topics topics = Topics.withPrefix(prefix);
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path stateDir;

    @BeforeAll
    static void startRegistry() {
        registry = RegistryServer.start();
        TrustedRecords.trust();
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
    }

    private Joiner start(Map<String, String> more) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "bootstrap.servers",
                SharedBroker.bootstrapServers(),
                "schema.registry.url",
                registry.url(),
                "application.id",
                prefix + "joiner",
                "state.dir",
                stateDir.toString(),
                "joiner.topic.prefix",
                prefix,
                "joiner.http.port",
                "0",
                "joiner.create.topics",
                "true"));
        properties.putAll(more);
        return Joiner.start(JoinerConfig.of(properties));
    }

    private void send(List<? extends SpecificRecord> exposures, List<? extends SpecificRecord> outcomes, long seed) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", SharedBroker.bootstrapServers(), "schema.registry.url", registry.url());
        AvroSerializer<SpecificRecord> values = new AvroSerializer<>();
        values.configure(settings, false);
        Random random = new Random(seed);
        try (KafkaProducer<String, SpecificRecord> producer =
                new KafkaProducer<>(settings, new StringSerializer(), values)) {
            int x = 0;
            int o = 0;
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            while (x < exposures.size() || o < outcomes.size()) {
                boolean exposure = o == outcomes.size() || (x < exposures.size() && random.nextBoolean());
                SpecificRecord next = exposure ? exposures.get(x++) : outcomes.get(o++);
                String topic = (exposure ? topics.exposures() : topics.outcomes()).name();
                sent.add(producer.send(new ProducerRecord<>(topic, (String) next.get(1), next)));
            }
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a record was not sent", e);
        }
    }

    private JsonNode get(Joiner joiner, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(joiner.address().resolve(URI.create(path)))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitConsumed(Joiner joiner, Traffic traffic) {
        await().atMost(PATIENCE).until(() -> {
            JsonNode total = get(joiner, "/api/v1/ledger").path("total");
            return total.path("exposures").path("consumed").asLong() == traffic.exposures.size()
                    && total.path("outcomes").path("consumed").asLong() == traffic.outcomes.size();
        });
    }

    private Result expected() {
        InputLog log = new InputLog(SharedBroker.bootstrapServers(), registry.url());
        List<LoggedRecord> exposures = log.exposures(topics);
        List<LoggedRecord> outcomes = log.outcomes(topics);
        return NaiveOracle.of(exposures, outcomes, CAPS, experiment -> BoundDefinition.byDefault(WEEK_MICROS));
    }

    private void assertMatches(Joiner joiner) {
        Result expected = expected();
        Result published = Published.of(new InputLog(SharedBroker.bootstrapServers(), registry.url()), topics);
        assertThat(published.rows()).isEqualTo(expected.rows());
        assertThat(published.statuses()).isEqualTo(expected.statuses());
        assertThat(Published.classes(get(joiner, "/api/v1/ledger").path("total")))
                .isEqualTo(expected.classes());
    }

    @Test
    void anInterleavedRunGivesWhatTheOracleComputes() {
        Traffic traffic = new Traffic(7, 300, Instant.now());
        try (Joiner joiner = start(Map.of())) {
            send(traffic.exposures, traffic.outcomes, 7);
            awaitConsumed(joiner, traffic);
            assertMatches(joiner);
        }
    }

    @Test
    void oneTopicReadWholeBeforeTheOtherGivesTheSame() {
        Traffic traffic = new Traffic(8, 200, Instant.now());
        try (Joiner joiner = start(Map.of())) {
            send(List.of(), traffic.outcomes, 8);
            await().atMost(PATIENCE)
                    .until(() -> get(joiner, "/api/v1/ledger")
                                    .path("total")
                                    .path("outcomes")
                                    .path("consumed")
                                    .asLong()
                            == traffic.outcomes.size());
            send(traffic.exposures, List.of(), 8);
            awaitConsumed(joiner, traffic);
            assertMatches(joiner);
        }
    }

    @Test
    void aRestartGoesOnWhereItStopped() {
        Traffic before = new Traffic(9, 100, Instant.now());
        try (Joiner joiner = start(Map.of())) {
            send(before.exposures, before.outcomes, 9);
            awaitConsumed(joiner, before);
        }
        Traffic after = new Traffic(10, 100, Instant.now());
        try (Joiner joiner = start(Map.of())) {
            send(after.exposures, after.outcomes, 10);
            before.exposures.addAll(after.exposures);
            before.outcomes.addAll(after.outcomes);
            awaitConsumed(joiner, before);
            assertMatches(joiner);
        }
    }

    @Test
    void oneUserCanBeLookedUp() {
        Traffic traffic = new Traffic(11, 20, Instant.now());
        try (Joiner joiner = start(Map.of())) {
            send(traffic.exposures, traffic.outcomes, 11);
            awaitConsumed(joiner, traffic);

            String userid = traffic.exposures.get(0).getUserid();
            assertThat(get(joiner, "/api/v1/users/" + userid).path("userid").asText())
                    .isEqualTo(userid);
        }
    }
}
