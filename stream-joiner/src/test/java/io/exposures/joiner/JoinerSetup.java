package io.exposures.joiner;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

/** A joiner on the shared broker with topics of its own, and what a test does with it. */
public final class JoinerSetup implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    public final String prefix;
    public final Topics topics;
    public final RegistryServer registry = RegistryServer.start();
    private final Path stateDir;
    private final HttpClient http = HttpClient.newHttpClient();

    public JoinerSetup(Class<?> test, Path stateDir) {
        TrustedRecords.trust();
        this.prefix = SharedBroker.newPrefix(test);
        this.topics = Topics.withPrefix(prefix);
        this.stateDir = stateDir;
    }

    public Properties properties(Map<String, String> more) {
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
                "joiner.drain",
                "PT0.01S",
                // Tests count what they sent; a side that is held up for long would get heartbeats too.
                "joiner.heartbeats",
                "false",
                "joiner.create.topics",
                "true"));
        properties.putAll(more);
        return properties;
    }

    public Joiner start(Map<String, String> more) {
        return Joiner.start(JoinerConfig.of(properties(more)));
    }

    public void send(List<? extends SpecificRecord> exposures, List<? extends SpecificRecord> outcomes, long seed) {
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

    public JsonNode get(Joiner joiner, String path) {
        return json(answer(joiner.address(), path));
    }

    public String text(Joiner joiner, String path) {
        return answer(joiner.address(), path).body();
    }

    /** What an instance answers, whatever the status. */
    public HttpResponse<String> answer(URI address, String path, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(URI.create(path)));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    /** A stream thread may give up and be replaced meanwhile. */
    public void awaitConsumed(Joiner joiner, Traffic traffic) {
        await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> {
            JsonNode total = get(joiner, "/api/v1/ledger").path("total");
            return total.path("exposures").path("consumed").asLong() == traffic.exposures.size()
                    && total.path("outcomes").path("consumed").asLong() == traffic.outcomes.size();
        });
    }

    @Override
    public void close() {
        registry.close();
    }
}
