package io.exposures.producer;

import static io.exposures.producer.Counts.assertBalanced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.testing.SharedBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run leaves records on disk, the file is damaged, and the next run meets it, with a real broker. */
class DamagedOverflowIT {

    private static final int LEFT = 10_000;
    private static final int LATER = 1_000;

    @TempDir
    private Path directory;

    private final String prefix = SharedBroker.newPrefix(DamagedOverflowIT.class);
    private final Properties properties = Examples.properties(SharedBroker.bootstrapServers());
    private final TopicReader reader =
            new TopicReader(SharedBroker.bootstrapServers(), properties.getProperty("schema.registry.url"), prefix);
    private final Journal journal = new Journal();

    @BeforeEach
    void leaveRecordsOnDisk() throws Exception {
        properties.put("exposures.topic.prefix", prefix);
        properties.put("exposures.overflow.directory", directory.toString());
        reader.createTopics();
        Properties noBroker = new Properties();
        noBroker.putAll(properties);
        noBroker.put("bootstrap.servers", "127.0.0.1:1");
        KafkaLogClient client = KafkaLogClient.builder().properties(noBroker).build();
        journal.log(client, "left", 0, LEFT);
        assertThat(client.close(Duration.ofSeconds(2))).isEqualTo(LEFT);
        // On a busy machine close returns while the last records still move.
        await().atMost(Journal.patience())
                .until(() -> client.counts(RecordKind.OUTCOME).waiting() == LEFT);
    }

    @Test
    void anUndamagedFileIsDeliveredWhole() {
        KafkaLogClient next = nextRun();

        assertThat(next.counts(RecordKind.OUTCOME).recovered()).isEqualTo(LEFT);
        assertThat(arrivals().distinct()).isEqualTo(LEFT + LATER);
    }

    @Test
    void aFileWithoutItsBeginningIsSetAsideAndReported() throws Exception {
        byte[] content = Files.readAllBytes(file());
        Arrays.fill(content, 0, 3 * 4096, (byte) 0xAA);
        Files.write(file(), content);

        KafkaLogClient next = nextRun();

        assertThat(next.health().filesSetAside()).isEqualTo(1);
        assertThat(next.counts(RecordKind.OUTCOME).recovered()).isZero();
        assertThat(arrivals().distinct()).isEqualTo(LATER);
        assertThat(reader.ledger())
                .flatExtracting(report -> report.value().getLoss().getLosses())
                .extracting(loss -> loss.getReason() + " " + loss.getCount())
                .containsOnly("disk_corrupt 0");
    }

    /** What a power cut makes of a file: its end is missing. Whatever is still whole in it is delivered. */
    @Test
    void aTornFileGivesWhatIsWhole() throws Exception {
        byte[] content = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(content, content.length * 2 / 3));

        KafkaLogClient next = nextRun();

        RecordCounts counts = next.counts(RecordKind.OUTCOME);
        assertThat(counts.delivered()).isEqualTo(arrivals().distinct());
        assertThat(counts.recovered()).isLessThan(LEFT);
    }

    @Test
    void damageInTheMiddleLosesOnlyWhatIsCounted() throws Exception {
        byte[] content = Files.readAllBytes(file());
        int record = new String(content, StandardCharsets.ISO_8859_1).lastIndexOf("left-" + LEFT / 2);
        Arrays.fill(content, record - 2_000, record + 2_000, (byte) 0xAA);
        Files.write(file(), content);

        KafkaLogClient next = nextRun();

        RecordCounts counts = next.counts(RecordKind.OUTCOME);
        assertThat(counts.dropped(DropReason.DISK_CORRUPT))
                .as("the damage was met")
                .isPositive();
        assertThat(counts.delivered()).isEqualTo(arrivals().distinct());
        assertThat(counts.recovered()).isEqualTo(LEFT);
    }

    /** Starts on what is there, as a service does, logs more, and closes when nothing waits. */
    private KafkaLogClient nextRun() {
        KafkaLogClient next = KafkaLogClient.builder().properties(properties).build();
        journal.log(next, "later", 0, LATER);
        await().atMost(Journal.patience())
                .until(() -> next.counts(RecordKind.OUTCOME).delivered() >= LATER
                        && next.counts(RecordKind.OUTCOME).waiting() == 0);
        assertThat(next.close(Journal.patience())).isZero();
        assertBalanced(next);
        return next;
    }

    private Journal.Arrivals arrivals() {
        Journal.Arrivals arrivals = journal.arrivals(reader::forEachOutcome);
        assertThat(arrivals.copies()).isEmpty();
        arrivals.assertPlausible();
        return arrivals;
    }

    private Path file() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".mv"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
