package io.exposures.producer;

import static io.exposures.producer.Counts.assertBalanced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.exposures.testing.BrokerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real broker is down and the overflow's disk is full, really: a small file system in memory. Skipped for users who may
 * not mount one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullDiskIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int RECORDS = 40_000;

    @TempDir
    private Path directory;

    private Journal journal;
    private BrokerProcess broker;
    private TopicReader reader;
    private Properties properties;

    @BeforeAll
    void start() {
        broker = BrokerProcess.start();
    }

    @BeforeEach
    void mountSmallDisk() throws Exception {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=3m", "exposures-test", directory.toString()))
                .as("status of mounting a file system")
                .isZero();
    }

    @BeforeEach
    void topics(TestInfo test) throws Exception {
        String prefix = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT) + ".";
        properties = Examples.properties(broker.bootstrapServers());
        properties.put("exposures.topic.prefix", prefix);
        properties.put(
                "exposures.overflow.directory", directory.resolve("overflow").toString());
        properties.put("exposures.buffer.records", "4000");
        reader = new TopicReader(broker.bootstrapServers(), properties.getProperty("schema.registry.url"), prefix);
        reader.createTopics();
        journal = new Journal();
        broker.kill();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", directory.toString());
    }

    @Test
    void aFullDiskDelaysNobodyAndLosesOnlyWhatIsCounted() throws Exception {
        KafkaLogClient client = client();
        logSlowly(client);
        assertThat(client.health().problems()).as("the disk is full").anyMatch(problem -> problem.contains("Writing"));
        assertThat(client.health().onDisk()).isPositive();
        assertBalanced(client);

        broker.restart();

        await().atMost(LONG).until(() -> client.counts(RecordKind.OUTCOME).waiting() == 0);
        assertThat(client.close(LONG)).isZero();
        assertThat(client.counts(RecordKind.OUTCOME).dropped(DropReason.BUFFER_FULL))
                .isPositive();
        journal.assertExactly(client, reader::forEachOutcome);
    }

    @Test
    void aDiskThatHasRoomAgainIsUsedAgain() throws Exception {
        Path ballast = Files.write(directory.resolve("ballast"), new byte[2_900_000]);
        KafkaLogClient client = client();
        logSlowly(client);
        long before = client.health().onDisk();

        Files.delete(ballast);
        journal.log(client, "late", 0, 2_000);

        await().atMost(LONG).until(() -> client.health().onDisk() > before);
        broker.restart();
        await().atMost(LONG).until(() -> client.counts(RecordKind.OUTCOME).waiting() == 0);
        assertThat(client.close(LONG)).isZero();
        journal.assertExactly(client, reader::forEachOutcome);
    }

    private void logSlowly(KafkaLogClient client) {
        Room room = client.parts().lanes().outcome().room();
        for (int i = 0; i < RECORDS; i++) {
            if (i % 1000 == 0 && room.fill() > 0.9 && client.health().problems().size() < 2) {
                await().atMost(LONG)
                        .until(() ->
                                room.fill() < 0.9 || client.health().problems().size() == 2);
            }
            journal.log(client, "main", i);
        }
    }

    private KafkaLogClient client() {
        return KafkaLogClient.builder().properties(properties).build();
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
