package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Caps;
import io.exposures.joiner.join.LoggedRecord;
import io.exposures.joiner.join.NaiveOracle;
import io.exposures.joiner.join.Result;
import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.records.Rejected;
import io.exposures.schemas.Topics;
import io.exposures.testing.RegistryFault;
import io.exposures.testing.SharedBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hostile records on a real broker: only the ledger and the rejected topic may show them, with their bytes; everything
 * else is what the naive oracle computes from the rest.
 */
class PoisonIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long WEEK_MICROS = Duration.ofDays(7).toMillis() * 1000;
    private static final long LEAD_MICROS = Duration.ofMinutes(5).toMillis() * 1000;
    private static final long HORIZON_MICROS = Duration.ofDays(1).toMillis() * 1000;
    private static final Pattern FAILED_THREADS = Pattern.compile("failed_stream_threads\\S* [1-9]");
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    private final HttpClient http = HttpClient.newHttpClient();

    /** Reasons by place, of records that were sent to be refused. */
    private final Map<String, String> reasons = new HashMap<>();

    private int exposuresSent;
    private int outcomesSent;

    @TempDir
    Path stateDir;

    private JoinerSetup setup;
    private Topics topics;
    private Poison poison;

    @BeforeEach
    void setUp() {
        setup = new JoinerSetup(PoisonIT.class, stateDir);
        topics = setup.topics;
        poison = new Poison(SEED, Map.of("schema.registry.url", setup.registry.url()), topics);
    }

    @AfterEach
    void tearDown() {
        setup.close();
    }

    @Test
    void poisonChangesNothingButTheLedgerAndTheRejectedTopic() throws Exception {
        Traffic traffic = new Traffic(SEED, 1000, Instant.now());
        List<Poison.Message> exposures = new ArrayList<>();
        List<Poison.Message> outcomes = new ArrayList<>();
        traffic.exposures.forEach(exposure -> exposures.add(poison.good(exposure)));
        traffic.outcomes.forEach(outcome -> outcomes.add(poison.good(outcome)));
        Random random = new Random(SEED);
        scatter(poison.exposures(traffic.exposures.get(0), traffic.outcomes.get(0)), exposures, random);
        scatter(poison.outcomes(traffic.outcomes.get(1), traffic.exposures.get(1)), outcomes, random);
        try (Joiner joiner = joiner()) {
            send(exposures, outcomes, random);
            awaitConsumed(joiner);
            assertOnlyTheRestCounts(joiner);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "GARBAGE"})
    void aSchemaThatCannotBeHadNowIsWaitedFor(RegistryFault fault) throws Exception {
        Traffic traffic = new Traffic(SEED, 50, Instant.now());
        try (Joiner joiner = joiner()) {
            List<Poison.Message> exposures = new ArrayList<>();
            traffic.exposures.forEach(exposure -> exposures.add(evolved(exposure)));
            List<Poison.Message> outcomes = new ArrayList<>();
            traffic.outcomes.forEach(outcome -> outcomes.add(poison.good(outcome)));
            setup.registry.inject(fault);
            send(exposures, outcomes, new Random(SEED));
            await("the joiner's patience ends, its thread gives up and is replaced")
                    .atMost(PATIENCE)
                    .until(() ->
                            FAILED_THREADS.matcher(text(joiner, "/metrics")).find());
            assertThat(consumed(joiner, "exposures"))
                    .as("nothing can be read yet")
                    .isZero();
            setup.registry.heal();
            awaitConsumed(joiner);
            assertOnlyTheRestCounts(joiner);
        }
    }

    /** Little more than a message for the broker, 64 MB for whoever unpacks it. */
    @Test
    void aRecordThatIsLargeOnlyWhenUnpackedIsRefusedAndTheRestIsRead() throws Exception {
        Traffic traffic = new Traffic(SEED, 50, Instant.now());
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                SharedBroker.bootstrapServers(),
                "compression.type",
                "gzip",
                "max.request.size",
                100_000_000,
                "buffer.memory",
                200_000_000L);
        try (Joiner joiner = joiner();
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.outcomes().name(), Poison.utf8("bomb"), new byte[64_000_000]))
                    .get();
            setup.send(traffic.exposures, traffic.outcomes, SEED);
            exposuresSent = traffic.exposures.size();
            outcomesSent = traffic.outcomes.size() + 1;
            awaitConsumed(joiner);
            InputLog log = new InputLog(SharedBroker.bootstrapServers(), setup.registry.url());
            assertThat(log.read(topics.rejected(), (record, ignored) -> record))
                    .filteredOn(rejected -> rejected.getReason().equals("not_decodable"))
                    .singleElement()
                    .satisfies(rejected -> assertThat(rejected.getDetail())
                            .endsWith("; its 64000004 bytes are too many to be copied"));
            assertThat(FAILED_THREADS.matcher(text(joiner, "/metrics")).find()).isFalse();
        }
    }

    private static void scatter(List<Poison.Message> some, List<Poison.Message> among, Random random) {
        some.forEach(message -> among.add(random.nextInt(among.size()), message));
    }

    /** The record as a newer service writes it: with one more optional field, which is null. */
    private Poison.Message evolved(Exposure exposure) {
        String text = Exposure.getClassSchema().toString();
        String field = ",{\"name\":\"later\",\"type\":[\"null\",\"string\"],\"default\":null}]";
        int end = text.lastIndexOf(']');
        Schema newer = new Schema.Parser().parse(text.substring(0, end) + field + text.substring(end + 1));
        byte[] old = poison.bytes(exposure);
        int id = setup.registry.registry().register(topics.exposures().name() + "-value", newer);
        byte[] value =
                ByteBuffer.allocate(old.length + 1).put(old).putInt(1, id).array();
        return new Poison.Message(Poison.utf8(exposure.getUserid()), value, null);
    }

    private Joiner joiner() {
        return setup.start(Map.of(
                "joiner.heartbeats", "false",
                "joiner.registry.patience", "PT2S",
                // A thread that gave up does not leave the group; its partitions wait for this long.
                "session.timeout.ms", "6000"));
    }

    private void send(List<Poison.Message> exposures, List<Poison.Message> outcomes, Random random) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", SharedBroker.bootstrapServers(), "max.request.size", 1_048_576);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Map<Future<RecordMetadata>, Poison.Message> sent = new HashMap<>();
            int x = 0;
            int o = 0;
            while (x < exposures.size() || o < outcomes.size()) {
                boolean exposure = o == outcomes.size() || (x < exposures.size() && random.nextBoolean());
                Poison.Message next = exposure ? exposures.get(x++) : outcomes.get(o++);
                String topic = (exposure ? topics.exposures() : topics.outcomes()).name();
                sent.put(producer.send(next.to(topic)), next);
            }
            for (var entry : sent.entrySet()) {
                RecordMetadata place = entry.getKey().get();
                String reason = entry.getValue().reason();
                if (reason != null) {
                    reasons.put(place(place.topic(), place.partition(), place.offset()), reason);
                }
            }
        }
        exposuresSent += exposures.size();
        outcomesSent += outcomes.size();
    }

    private static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    private JsonNode total(Joiner joiner) {
        return setup.get(joiner, "/api/v1/ledger").path("total");
    }

    private String text(Joiner joiner, String path) {
        URI address = joiner.address().resolve(URI.create(path));
        try {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private long consumed(Joiner joiner, String topic) {
        return total(joiner).path(topic).path("consumed").asLong();
    }

    private void awaitConsumed(Joiner joiner) {
        await().atMost(PATIENCE)
                .until(() ->
                        consumed(joiner, "exposures") == exposuresSent && consumed(joiner, "outcomes") == outcomesSent);
    }

    private void assertOnlyTheRestCounts(Joiner joiner) {
        InputLog log = new InputLog(SharedBroker.bootstrapServers(), setup.registry.url());
        Map<String, String> rejected = new TreeMap<>();
        List<LoggedRecord> exposures = new ArrayList<>();
        var exposureReader = log.deserializer(Exposure.class);
        for (ConsumerRecord<byte[], byte[]> record : log.bytes(topics.exposures())) {
            if (!refused(record, rejected)) {
                Exposure exposure = exposureReader.deserialize(record.topic(), record.value());
                exposures.add(judged(InputLog.logged(Objects.requireNonNull(exposure), record), record, rejected));
            }
        }
        List<LoggedRecord> outcomes = new ArrayList<>();
        var outcomeReader = log.deserializer(Outcome.class);
        for (ConsumerRecord<byte[], byte[]> record : log.bytes(topics.outcomes())) {
            if (!refused(record, rejected)) {
                Outcome outcome = outcomeReader.deserialize(record.topic(), record.value());
                outcomes.add(judged(InputLog.logged(Objects.requireNonNull(outcome), record), record, rejected));
            }
        }
        Result expected = NaiveOracle.of(
                exposures,
                outcomes,
                new Caps(1000, 3600, 10_000, 10_000),
                experiment -> BoundDefinition.byDefault(WEEK_MICROS));
        expected.classes().putAll(undecodable());
        assertSame(expected, rejected, log, joiner);
    }

    private void assertSame(Result expected, Map<String, String> rejected, InputLog log, Joiner joiner) {
        Result published = Published.of(log, topics);
        assertThat(expected.rows()).as("the test has rows").isNotEmpty();
        assertThat(published.rows()).isEqualTo(expected.rows());
        assertThat(published.statuses()).isEqualTo(expected.statuses());
        assertThat(published.sums()).isNotEmpty().isEqualTo(Published.undivided(expected));
        assertThat(Published.classes(total(joiner))).isEqualTo(expected.classes());
        List<Rejected> all = log.read(topics.rejected(), (record, ignored) -> record);
        Map<String, String> shown = new TreeMap<>();
        all.forEach(record -> shown.put(
                place(record.getTopic(), record.getPartition(), record.getOffset()),
                text(record.getClass$(), record.getReason(), array(record.getKey()), array(record.getValue()))));
        assertThat(all).as("each once").hasSameSizeAs(shown.keySet());
        assertThat(shown).isEqualTo(rejected);
    }

    private Map<String, Long> undecodable() {
        Map<String, Long> classes = new TreeMap<>();
        reasons.keySet()
                .forEach(place -> classes.merge(
                        place.startsWith(topics.exposures().name() + "-") ? "xUNDECODABLE" : "oUNDECODABLE",
                        1L,
                        Long::sum));
        return classes;
    }

    /** Whether the record was sent to be refused; if so it is expected in the rejected topic. */
    private boolean refused(ConsumerRecord<byte[], byte[]> record, Map<String, String> rejected) {
        String place = place(record.topic(), record.partition(), record.offset());
        String reason = reasons.get(place);
        if (reason != null) {
            rejected.put(place, text("undecodable", reason, record.key(), record.value()));
        }
        return reason != null;
    }

    /** A good record; if its time is out of bounds it is expected in the rejected topic too. */
    private static LoggedRecord judged(
            LoggedRecord logged, ConsumerRecord<byte[], byte[]> record, Map<String, String> rejected) {
        long lead = logged.time() - record.timestamp() * 1000;
        if (lead > LEAD_MICROS || lead < -HORIZON_MICROS) {
            String recordClass = lead > 0 ? "future" : "late";
            rejected.put(
                    place(record.topic(), record.partition(), record.offset()),
                    text(recordClass, recordClass, record.key(), record.value()));
        }
        return logged;
    }

    private static byte @Nullable [] array(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static String text(String recordClass, String reason, byte @Nullable [] key, byte @Nullable [] value) {
        return recordClass + " " + reason + " " + shown(key) + " " + shown(value);
    }

    /** Bytes as text that can be compared and read: whole when they are few, else with their length and checksum. */
    private static String shown(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "null";
        }
        if (bytes.length <= 400) {
            return HexFormat.of().formatHex(bytes);
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return bytes.length + " bytes, checksum " + checksum.getValue();
    }
}
