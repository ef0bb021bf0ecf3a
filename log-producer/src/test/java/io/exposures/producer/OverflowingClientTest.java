package io.exposures.producer;

import static io.exposures.producer.Counts.assertBalanced;
import static io.exposures.producer.Counts.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.producer.FakeKafka.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverflowingClientTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int RECORDS = 5_000;

    @TempDir
    private Path directory;

    private final AtomicBoolean away = new AtomicBoolean(true);
    private final FakeKafka kafka = new FakeKafka((producer, send, record) -> {
        if (away.get()) {
            throw new TimeoutException("the broker is away");
        }
        return Answer.ACKNOWLEDGED;
    });

    @Test
    void whatMemoryDoesNotHoldWaitsOnDiskAndComesInOrder() {
        KafkaLogClient client = kafka.client(settings());
        logSlowly(client, 0, RECORDS);
        assertThat(client.health().onDisk()).isGreaterThan(RECORDS / 2);
        assertThat(client.health().state()).isEqualTo(ProducerHealth.State.HELD_UP);

        away.set(false);

        assertThat(client.flush(LONG)).isZero();
        assertThat(kafka.acknowledgedKeys("outcomes")).isEqualTo(users(0, RECORDS));
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(Counts.counts(RECORDS, RECORDS, Map.of(), 0));
        assertThat(client.close(LONG)).isZero();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theNextRunDeliversWhatThisOneLeft() {
        KafkaLogClient first = kafka.client(settings());
        logSlowly(first, 0, RECORDS);

        assertThat(first.close(Duration.ofSeconds(5))).isEqualTo(RECORDS);
        assertThat(first.counts(RecordKind.OUTCOME).waiting()).isEqualTo(RECORDS);
        assertBalanced(first);

        away.set(false);
        KafkaLogClient second = kafka.client(settings());
        second.outcomeLogger().log("user-" + RECORDS, "click");
        await().atMost(LONG).until(() -> second.counts(RecordKind.OUTCOME).delivered() == RECORDS + 1);
        assertThat(second.close(LONG)).isZero();
        assertThat(second.counts(RecordKind.OUTCOME).recovered()).isEqualTo(RECORDS);
        assertThat(kafka.acknowledgedKeys("outcomes")).isEqualTo(users(0, RECORDS + 1));
        assertBalanced(second);
    }

    @Test
    void aFullDiskMeansCountedDropsNotHarm() {
        Properties small = settings();
        small.put("exposures.overflow.bytes", Long.toString(8 << 20));
        KafkaLogClient client = kafka.client(small);
        for (int i = 0; i < 60_000; i++) {
            client.outcomeLogger().log("user-" + i, "click");
        }
        away.set(false);

        assertThat(client.flush(LONG)).isZero();

        RecordCounts counts = client.counts(RecordKind.OUTCOME);
        assertThat(counts.dropped(DropReason.BUFFER_FULL)).isPositive();
        assertThat(counts.delivered() + counts.droppedInAll()).isEqualTo(60_000);
        assertThat(kafka.acknowledgedKeys("outcomes"))
                .hasSize((int) counts.delivered())
                .doesNotHaveDuplicates();
        client.close(LONG);
    }

    @Test
    void aCorruptFileDoesNotKeepTheServiceFromStarting() throws Exception {
        away.set(false);
        Files.write(directory.resolve("overflow-outcome.mv"), new byte[50_000]);
        KafkaLogClient client = kafka.client(settings());
        client.outcomeLogger().log("ann", "click");

        assertThat(client.flush(LONG)).isZero();

        assertThat(kafka.acknowledgedKeys("outcomes")).containsExactly("ann");
        assertThat(client.health().filesSetAside()).isEqualTo(1);
        client.close(LONG);
    }

    @Test
    void aRunThatWasKilledIsReportedByTheNext() throws Exception {
        away.set(false);
        Files.writeString(directory.resolve("running"), "2026-02-28T08:00:00Z");
        KafkaLogClient client = kafka.client(settings());

        assertThat(client.close(LONG)).isZero();

        assertThat(LossReportTest.lossesOn(kafka))
                .extracting(loss -> loss.getReason() + " " + loss.getCount() + " " + loss.getFirst())
                .containsOnly("unclean_stop 0 2026-02-28T08:00:00Z");
        assertThat(directory).isEmptyDirectory();
    }

    /** Hands in no faster than the delivery thread moves records to disk. */
    private static void logSlowly(KafkaLogClient client, int from, int to) {
        for (int i = from; i < to; i++) {
            Room room = client.parts().lanes().outcome().room();
            if (room.fill() > 0.9) {
                await().atMost(LONG).until(() -> room.fill() < 0.6);
            }
            client.outcomeLogger().log("user-" + i, "click");
        }
    }

    private static List<String> users(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "user-" + i).toList();
    }

    private Properties settings() {
        return properties("exposures.overflow.directory", directory.toString(), "exposures.buffer.records", "2000");
    }
}
