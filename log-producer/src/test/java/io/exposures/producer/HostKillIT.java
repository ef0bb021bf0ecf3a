package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.testing.BrokerProcess;
import io.exposures.testing.JvmProcess;
import io.exposures.testing.RegistryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service's own process is killed while records wait, and a new one takes over. */
class HostKillIT {

    /** Records that memory holds, and one that was written down and not handed in. */
    private static final long MEMORY = 1000 + 1;

    @TempDir
    private Path directory;

    /**
     * A service, in a process of its own, that logs numbered events and writes down each number before it hands the event
     * in.
     */
    public static final class Service {

        private Service() {}

        /** Arguments: broker, registry, directory for the journal and the overflow. */
        public static void main(String[] arguments) throws Exception {
            KafkaLogClient client = client(arguments[0], arguments[1], Path.of(arguments[2]));
            Path journal = Path.of(arguments[2]).resolve("journal");
            Room room = client.parts().lanes().outcome().room();
            try (var lines = Files.newBufferedWriter(journal)) {
                for (int i = 0; ; i++) {
                    while (room.fill() > 0.9) {
                        LockSupport.parkNanos(1_000_000);
                    }
                    lines.write(i + "\n");
                    lines.flush();
                    client.outcomeLogger().log("user-" + i % 7, event(i));
                }
            }
        }

        static OutcomeEvent event(int number) {
            return OutcomeEvent.named("click").withId("event-" + number).withValue(number);
        }
    }

    private static KafkaLogClient client(String broker, String registry, Path directory) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker);
        properties.put("schema.registry.url", registry);
        properties.put("exposures.buffer.records", "2000");
        properties.put(
                "exposures.overflow.directory", directory.resolve("overflow").toString());
        properties.put("exposures.loss.report.interval.ms", "100");
        return KafkaLogClient.builder().properties(properties).build();
    }

    @Test
    void whatWaitedOnDiskIsDeliveredByTheNextRunAndTheGapIsBoundedAndReported() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start();
                RegistryServer registry = RegistryServer.start()) {
            TopicReader reader = new TopicReader(broker.bootstrapServers(), registry.url(), "");
            reader.createTopics();
            broker.kill();
            int handedIn = runServiceUntilKilled(broker, registry);
            broker.restart();

            KafkaLogClient next = client(broker.bootstrapServers(), registry.url(), directory);
            await().atMost(Journal.patience())
                    .until(() -> next.counts(RecordKind.OUTCOME).recovered() > 0
                            && next.counts(RecordKind.OUTCOME).waiting() == 0);
            assertThat(next.close(Journal.patience())).isZero();

            Journal.Arrivals arrivals = arrivals(reader, handedIn);
            assertThat(arrivals.copies())
                    .as("nothing was acknowledged before the kill")
                    .isEmpty();
            arrivals.assertPlausible();
            assertThat(arrivals.distinct())
                    .isEqualTo(next.counts(RecordKind.OUTCOME).recovered());
            assertThat(handedIn - arrivals.distinct())
                    .as("lost: what memory held")
                    .isBetween(0L, MEMORY);
            assertThat(reader.ledger())
                    .flatExtracting(report -> report.value().getLoss().getLosses())
                    .extracting(loss -> loss.getReason() + " " + loss.getCount())
                    .containsOnly("unclean_stop 0");
        }
    }

    @Test
    void aKillWhileTheDiskIsDrainedLeavesOnlyCopiesWithTheSameId() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start();
                RegistryServer registry = RegistryServer.start()) {
            TopicReader reader = new TopicReader(broker.bootstrapServers(), registry.url(), "");
            reader.createTopics();
            broker.kill();
            JvmProcess service = startService(broker, registry);
            await().atMost(Journal.patience()).until(() -> journal().size() > 20_000);
            broker.restart();
            await().atMost(Journal.patience()).until(() -> reader.outcomes().size() > 2_000);
            service.kill();
            int handedIn = journal().size();

            KafkaLogClient next = client(broker.bootstrapServers(), registry.url(), directory);
            next.outcomeLogger()
                    .log(
                            "user-7",
                            OutcomeEvent.named("click")
                                    .withId("event-" + handedIn)
                                    .withValue(handedIn));
            await().atMost(Journal.patience())
                    .until(() -> next.counts(RecordKind.OUTCOME).delivered() > 0
                            && next.counts(RecordKind.OUTCOME).waiting() == 0);
            assertThat(next.close(Journal.patience())).isZero();

            Journal.Arrivals arrivals = arrivals(reader, handedIn);
            arrivals.assertPlausible();
            assertThat(handedIn + 1 - arrivals.distinct())
                    .as("lost: what memory held")
                    .isBetween(0L, MEMORY);
            assertThat(arrivals.copies())
                    .as("sent once by each run at most")
                    .doesNotHaveDuplicates()
                    .as("only what was between send and acknowledgement")
                    .hasSizeLessThan(handedIn / 2);
        }
    }

    private int runServiceUntilKilled(BrokerProcess broker, RegistryServer registry) throws IOException {
        JvmProcess service = startService(broker, registry);
        await().atMost(Journal.patience()).until(() -> journal().size() > 20_000);
        service.kill();
        return journal().size();
    }

    private JvmProcess startService(BrokerProcess broker, RegistryServer registry) throws IOException {
        Files.createDirectories(directory);
        return JvmProcess.start(
                "service",
                directory.resolve("service.log"),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Service.class.getName(),
                List.of(broker.bootstrapServers(), registry.url(), directory.toString()));
    }

    /** The complete lines of the journal. */
    private List<String> journal() {
        try {
            Path file = directory.resolve("journal");
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Journal.Arrivals arrivals(TopicReader reader, int handedIn) {
        Journal journal = new Journal();
        journal.note("event", handedIn + 1);
        return journal.arrivals(reader::forEachOutcome);
    }
}
