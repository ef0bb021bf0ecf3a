package io.exposures.producer;

import static io.exposures.producer.Counts.assertBalanced;
import static io.exposures.producer.Counts.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.exposures.producer.FakeKafka.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The overflow's disk is full, really: a small file system in memory. Skipped for users who may not mount one. */
class FullDiskIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int RECORDS = 40_000;

    @TempDir
    private Path directory;

    private final AtomicBoolean away = new AtomicBoolean(true);
    private final FakeKafka kafka = new FakeKafka((producer, send, record) -> {
        if (away.get()) {
            throw new TimeoutException("the broker is away");
        }
        return Answer.ACKNOWLEDGED;
    });

    @BeforeEach
    void mountSmallDisk() throws Exception {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=3m", "exposures-test", directory.toString()))
                .as("status of mounting a file system")
                .isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", directory.toString());
    }

    @Test
    void aFullDiskDelaysNobodyAndLosesOnlyWhatIsCounted() throws Exception {
        KafkaLogClient client = kafka.client(settings());
        logSlowly(client);
        assertThat(client.health().problems()).as("the disk is full").anyMatch(problem -> problem.contains("Writing"));
        assertThat(client.health().onDisk()).isPositive();
        assertBalanced(client);

        away.set(false);

        await().atMost(LONG).until(() -> client.counts(RecordKind.OUTCOME).waiting() == 0);
        assertThat(client.close(LONG)).isZero();
        RecordCounts counts = client.counts(RecordKind.OUTCOME);
        assertThat(counts.dropped(DropReason.BUFFER_FULL)).isPositive();
        assertThat(counts.delivered() + counts.droppedInAll()).isEqualTo(RECORDS);
        assertThat(kafka.acknowledgedKeys("outcomes"))
                .hasSize((int) counts.delivered())
                .doesNotHaveDuplicates();
    }

    @Test
    void aDiskThatHasRoomAgainIsUsedAgain() throws Exception {
        Path ballast = Files.write(directory.resolve("ballast"), new byte[2_900_000]);
        KafkaLogClient client = kafka.client(settings());
        logSlowly(client);
        long before = client.health().onDisk();

        Files.delete(ballast);
        for (int i = 0; i < 2_000; i++) {
            client.outcomeLogger().log("late-" + i, "click");
        }

        await().atMost(LONG).until(() -> client.health().onDisk() > before);
        away.set(false);
        await().atMost(LONG).until(() -> client.counts(RecordKind.OUTCOME).waiting() == 0);
        client.close(LONG);
        assertBalanced(client);
    }

    private static void logSlowly(KafkaLogClient client) {
        Room room = client.parts().lanes().outcome().room();
        for (int i = 0; i < RECORDS; i++) {
            if (i % 1000 == 0 && room.fill() > 0.9 && client.health().problems().size() < 2) {
                await().atMost(LONG)
                        .until(() ->
                                room.fill() < 0.9 || client.health().problems().size() == 2);
            }
            client.outcomeLogger().log("user-" + i, "click");
        }
    }

    private Properties settings() {
        return properties(
                "exposures.overflow.directory",
                directory.resolve("overflow").toString(),
                "exposures.buffer.records",
                "4000");
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
