package io.exposures.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.quickstart.oracle.Rules;
import io.exposures.quickstart.pipeline.JoinerApi;
import io.exposures.quickstart.pipeline.Pipeline;
import io.exposures.quickstart.pipeline.PipelineReader;
import io.exposures.quickstart.pipeline.Resources;
import io.exposures.quickstart.shop.Delivery;
import io.exposures.records.ExposedOutcome;
import io.exposures.records.UnitStatus;
import io.exposures.schemas.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must not change the result does not change it, and what changes it is found. */
class HardRunIT {

    private static final Rules RULES = new Rules(Duration.ofHours(24), Duration.ofDays(7), 1000, 3600);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Resources resources = Resources.create(() -> {});
    private Pipeline pipeline;
    private Feed feed;

    @BeforeEach
    void start() throws Exception {
        pipeline = Pipeline.start(RULES, List.of(), 0, resources);
        feed = resources.add(new Feed(pipeline));
    }

    @AfterEach
    void stop() {
        resources.close();
    }

    @Test
    void aJoinerKilledInTheMiddleComesToTheSame() {
        List<Delivery> traffic = traffic(600);
        int third = traffic.size() / 3;
        log(traffic.subList(0, third));
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> consumed() > 0);
        log(traffic.subList(third, 2 * third));

        pipeline.joiner().kill();

        feed.client().flush(PATIENCE);
        long unread = new PipelineReader(pipeline).lag();
        assertThat(unread)
                .as("records that the dead joiner had not read")
                .isPositive()
                .isLessThan(2L * third);
        log(traffic.subList(2 * third, traffic.size()));
        assertThat(feed.finish()).isEmpty();
        pipeline.joiner().restart();
        assertThat(verify())
                .satisfies(finding -> assertThat(finding.differences()).isEmpty())
                .satisfies(finding ->
                        assertThat(finding.inputRecords() - heartbeats(finding)).isEqualTo(traffic.size()));
    }

    @Test
    void faultsInTheOutputAreFound() throws Exception {
        log(traffic(50));
        assertThat(feed.finish()).isEmpty();
        Verification.Finding right = verify();
        assertThat(right.differences()).isEmpty();

        ExposedOutcome row = right.results().rows().values().iterator().next();
        UnitStatus status = right.results().statuses().values().iterator().next();
        delete(
                pipeline.topics().exposedOutcomes(),
                row.getUserid(),
                right.results().rows().firstKey());
        delete(
                pipeline.topics().unitStatus(),
                status.getUserid(),
                right.results().statuses().firstKey());

        assertThat(verify().differences())
                .hasSize(2)
                .anySatisfy(difference -> assertThat(difference)
                        .startsWith("joined rows: 1 missing")
                        .contains(row.getEventId()))
                .anySatisfy(difference -> assertThat(difference).startsWith("unit status: 1 missing"));
    }

    private Verification.Finding verify() {
        return new Verification(pipeline, RULES).verify(left -> {});
    }

    private static long heartbeats(Verification.Finding finding) {
        return finding.results().classes().values().stream()
                .mapToLong(classes -> classes.getOrDefault("heartbeat", 0L))
                .sum();
    }

    private long consumed() throws IOException {
        return new JoinerApi(pipeline.joiner().awaitUp())
                .classes().values().stream()
                        .flatMap(classes -> classes.values().stream())
                        .mapToLong(Long::longValue)
                        .sum();
    }

    private void log(List<Delivery> deliveries) {
        deliveries.forEach(delivery -> delivery.logTo(feed.client()));
    }

    private static List<Delivery> traffic(long users) {
        List<Delivery> all = new ArrayList<>();
        new ShopSource(users, 11, Instant.now()).traffic().forEachRemaining(all::add);
        return all;
    }

    /** Deletes a row behind the joiner's back, in the partition of its user. */
    private void delete(Topic<?> topic, String userid, String key) throws Exception {
        int partitions = topic.partitions(4);
        int partition = BuiltInPartitioner.partitionForKey(userid.getBytes(StandardCharsets.UTF_8), partitions);
        Map<String, Object> settings = Map.of("bootstrap.servers", pipeline.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), partition, key, null))
                    .get();
        }
    }
}
