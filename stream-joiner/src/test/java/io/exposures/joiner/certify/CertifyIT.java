package io.exposures.joiner.certify;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.joiner.Joiner;
import io.exposures.joiner.JoinerConfig;
import io.exposures.joiner.JoinerSetup;
import io.exposures.joiner.Traffic;
import io.exposures.joiner.topology.JoinerSerdes;
import io.exposures.records.Ledger;
import io.exposures.records.Summary;
import io.exposures.testing.SharedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate on a real broker: green on a joiner that is right, red on one that is not. */
class CertifyIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private JoinerSetup setup;

    @BeforeEach
    void setUp() {
        setup = new JoinerSetup(CertifyIT.class, directory.resolve("state"));
    }

    @AfterEach
    void tearDown() {
        setup.close();
    }

    private int certify(Map<String, String> settings) throws IOException {
        Path file = directory.resolve("joiner.properties");
        Properties properties = setup.properties(settings);
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(writer, null);
        }
        return CertifyMain.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "--config",
                file.toString(),
                "--patience",
                "60");
    }

    private void run(long seed, Traffic expected, Traffic traffic) {
        try (Joiner joiner = setup.start(Map.of())) {
            setup.send(traffic.exposures, traffic.outcomes, seed);
            setup.awaitConsumed(joiner, expected);
        }
    }

    @Test
    void certifiesAJoinerThatWasRestartedInTheMiddle() throws IOException, ExecutionException, InterruptedException {
        Traffic first = new Traffic(21, 150, Instant.now());
        run(21, first, first);
        Traffic second = new Traffic(22, 150, Instant.now());
        first.exposures.addAll(second.exposures);
        first.outcomes.addAll(second.outcomes);
        run(22, first, second);

        assertThat(certify(Map.of())).as("%s%s", out, err).isZero();
        assertThat(out.toString())
                .contains("experiment-0/experiment-0", "experiment-1/experiment-1", "CERTIFIED")
                .doesNotContain("DIFFERS");
        assertThat(left()).isEmpty();
    }

    /** Consumer groups and topics with the certificate's application id. */
    private List<String> left() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
            List<String> names = new ArrayList<>(admin.listTopics().names().get());
            admin.listGroups().all().get().forEach(group -> names.add(group.groupId()));
            return names.stream()
                    .filter(name -> name.startsWith(setup.prefix) && name.contains("-certify-"))
                    .toList();
        }
    }

    @Test
    void refusesAJoinerThatCountedARowTooMany() throws IOException, ExecutionException, InterruptedException {
        Traffic traffic = new Traffic(23, 60, Instant.now());
        run(23, traffic, traffic);
        publishOneRowMore();

        assertThat(certify(Map.of())).as("%s%s", out, err).isEqualTo(1);
        assertThat(out.toString()).contains("DIFFERS", "rows: running", "NOT CERTIFIED");
    }

    /** What a joiner would publish that made a row twice. */
    private void publishOneRowMore() throws ExecutionException, InterruptedException {
        JoinerSerdes serdes = new JoinerSerdes(JoinerConfig.of(setup.properties(Map.of())));
        Published published = new PublishedReader(
                        Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
                        setup.topics,
                        serdes.deserializer(Summary.class),
                        serdes.deserializer(Ledger.class))
                .read()
                .values()
                .iterator()
                .next();
        Summary right = published.summaries().values().iterator().next();
        Summary wrong = Summary.newBuilder(right).setRows(right.getRows() + 1).build();
        String topic = setup.topics.summaries().name();
        byte[] key = "[\"%s\",\"%s\",%d]"
                .formatted(wrong.getExperiment(), wrong.getSalt(), wrong.getPartition())
                .getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topic, key, serdes.<Summary>serializer().serialize(topic, wrong)))
                    .get();
        }
    }

    @Test
    void refusesAJoinerThatRanByOtherRules() throws IOException {
        Traffic traffic = new Traffic(24, 60, Instant.now());
        run(24, traffic, traffic);

        assertThat(certify(Map.of("joiner.horizon", "PT1H")))
                .as("%s%s", out, err)
                .isEqualTo(1);
        assertThat(out.toString()).contains("ledger: partition");
    }

    @Test
    void saysThatALogThatIsNoLongerWholeCannotBeReplayed()
            throws IOException, ExecutionException, InterruptedException {
        Traffic traffic = new Traffic(25, 60, Instant.now());
        run(25, traffic, traffic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
            TopicPartition log = new TopicPartition(setup.topics.outcomes().name(), 0);
            admin.deleteRecords(Map.of(log, RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
        }

        assertThat(certify(Map.of())).isEqualTo(2);
        assertThat(err.toString()).contains("begins at offset 2", "cannot be replayed");
    }

    @Test
    void saysThatNothingHasBeenPublishedYet() throws IOException {
        try (Joiner joiner = setup.start(Map.of())) {
            assertThat(joiner.address()).isNotNull();
        }

        assertThat(certify(Map.of("joiner.topic.prefix", setup.prefix + "none.")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("the topics do not fit");
    }
}
