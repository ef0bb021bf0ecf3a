package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.records.Exposure;
import io.exposures.schemas.serde.AvroSerializer;
import io.exposures.testing.BrokerProcess;
import io.exposures.testing.RegistryFault;
import io.exposures.testing.SharedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an instance says that it is ready, and that it lives. A stream thread that gives up and is replaced is expected. */
class ReadinessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path stateDir;

    private JoinerSetup setup;

    @BeforeEach
    void setUp() {
        setup = new JoinerSetup(ReadinessIT.class, stateDir);
    }

    @AfterEach
    void tearDown() {
        setup.close();
    }

    private int status(Joiner joiner, String path) {
        return setup.answer(joiner.address(), path).statusCode();
    }

    private String detail(Joiner joiner) {
        return JoinerSetup.json(setup.answer(joiner.address(), "/readyz"))
                .path("detail")
                .asText();
    }

    /** Records whose schemas the joiner has not seen yet, written while the registry is still there. */
    private List<ProducerRecord<byte[], byte[]>> exposures(Traffic traffic) {
        String topic = setup.topics.exposures().name();
        AvroSerializer<Exposure> values = new AvroSerializer<>();
        values.configure(Map.of("schema.registry.url", setup.registry.url()), false);
        return traffic.exposures.stream()
                .map(exposure -> new ProducerRecord<>(
                        topic,
                        exposure.getUserid().getBytes(StandardCharsets.UTF_8),
                        values.serialize(topic, exposure)))
                .toList();
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                var unused = producer.send(record);
            }
        }
    }

    @Test
    void anInstanceThatIsBehindItsInputsIsNotReadyUntilItHasCaughtUp() {
        Traffic traffic = new Traffic(8, 100, Instant.now());
        List<ProducerRecord<byte[], byte[]>> records = exposures(traffic);
        try (Joiner joiner = setup.start(Map.of("joiner.ready.lag", "5", "max.retries", "0"))) {
            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> status(joiner, "/readyz") == 200);
            setup.registry.inject(RegistryFault.ERROR_500);
            send(records);

            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> detail(joiner).contains("records behind its inputs"));
            assertThat(status(joiner, "/livez")).isEqualTo(200);

            setup.registry.heal();

            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> status(joiner, "/readyz") == 200);
            assertThat(setup.get(joiner, "/health").path("partitions"))
                    .hasSize(4)
                    .allSatisfy(partition ->
                            assertThat(partition.path("lag").asLong()).isLessThanOrEqualTo(5));
        }
    }

    @Test
    void anInstanceLivesWhileItsBrokersAreGone() {
        try (BrokerProcess broker = BrokerProcess.start()) {
            Map<String, String> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (Joiner joiner = setup.start(settings)) {
                await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> status(joiner, "/readyz") == 200);
                broker.pause();

                assertThat(status(joiner, "/livez")).isEqualTo(200);
                assertThat(status(joiner, "/health")).isEqualTo(200);
                assertThat(status(joiner, "/metrics")).isEqualTo(200);
                assertThat(status(joiner, "/api/v1/ledger")).isEqualTo(200);

                broker.resume();
            }
        }
    }
}
