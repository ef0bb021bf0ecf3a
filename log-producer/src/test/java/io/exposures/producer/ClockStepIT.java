package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.exposures.testing.JvmProcess;
import io.exposures.testing.RegistryServer;
import io.exposures.testing.SharedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system's clock, as the service's whole process and Kafka's producer in it see it, is set. */
class ClockStepIT {

    private static final int EACH = 100;

    /** In seconds from the right time: an hour back, a day ahead, beyond the year 2100, about 1970, and right again. */
    private static final List<Long> STEPS = List.of(-3600L, 86_400L, years(75), years(-56), 0L);

    @TempDir
    private Path directory;

    private static long years(int years) {
        return years * 365L * 86_400;
    }

    /** A service that sets its own clock while it logs. */
    public static final class Service {

        private Service() {}

        /** Arguments: broker, registry, prefix of the topics, file that tells the clock. */
        public static void main(String[] arguments) throws IOException {
            Properties properties = new Properties();
            properties.put("bootstrap.servers", arguments[0]);
            properties.put("schema.registry.url", arguments[1]);
            properties.put("exposures.topic.prefix", arguments[2]);
            properties.put("linger.ms", "4000");
            KafkaLogClient client =
                    KafkaLogClient.builder().properties(properties).build();
            logAndWait(client, 0);
            for (int step = 0; step < STEPS.size(); step++) {
                log(client, 2 * step + 1);
                await().atMost(Journal.patience())
                        .until(() -> client.health().oldest().toMillis() > 200);
                set(Path.of(arguments[3]), STEPS.get(step));
                log(client, 2 * step + 2);
                awaitDelivery(client);
            }
            System.out.println("undelivered " + client.close(Journal.patience()));
        }

        private static void logAndWait(KafkaLogClient client, int part) {
            log(client, part);
            awaitDelivery(client);
        }

        private static void log(KafkaLogClient client, int part) {
            for (int i = part * EACH; i < (part + 1) * EACH; i++) {
                client.outcomeLogger().log("user-" + i % 7, HostKillIT.Service.event(i));
            }
        }

        private static void awaitDelivery(KafkaLogClient client) {
            await().atMost(Journal.patience())
                    .until(() -> client.counts(RecordKind.OUTCOME).waiting() == 0);
        }

        /** Sets the clock, and waits until it is seen to have moved. */
        private static void set(Path file, long offset) throws IOException {
            Instant before = Instant.now();
            long started = System.nanoTime();
            Path written = Files.writeString(file.resolveSibling("next"), String.format("%+d%n", offset));
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
            await().atMost(Journal.patience())
                    .until(() -> Duration.between(before, Instant.now())
                                    .minusNanos(System.nanoTime() - started)
                                    .abs()
                                    .toMinutes()
                            > 30);
        }
    }

    @Test
    void recordsArriveOnceEachWhereverTheClockIsSet() throws Exception {
        Optional<Path> library = fakeTime();
        assumeThat(library).as("libfaketime is installed").isPresent();
        String prefix = SharedBroker.newPrefix(ClockStepIT.class);
        try (RegistryServer registry = RegistryServer.start()) {
            TopicReader reader = new TopicReader(SharedBroker.bootstrapServers(), registry.url(), prefix);
            reader.createTopics();
            Path clock = Files.writeString(directory.resolve("clock"), "+0%n".formatted());
            JvmProcess service = JvmProcess.start(
                    "service",
                    directory.resolve("service.log"),
                    List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                    Service.class.getName(),
                    List.of(SharedBroker.bootstrapServers(), registry.url(), prefix, clock.toString()),
                    Map.of(
                            "LD_PRELOAD",
                            library.toString(),
                            "FAKETIME_TIMESTAMP_FILE",
                            clock.toString(),
                            "FAKETIME_CACHE_DURATION",
                            "1",
                            "FAKETIME_DONT_FAKE_MONOTONIC",
                            "1"));
            try {
                service.awaitOutput(
                        Pattern.compile("^undelivered 0$"), Journal.patience().multipliedBy(5));
            } finally {
                service.kill();
            }

            Journal journal = new Journal();
            journal.note("event", (2 * STEPS.size() + 1) * EACH);
            Journal.Arrivals arrivals = journal.arrivals(reader::forEachOutcome);
            arrivals.assertPlausible();
            assertThat(arrivals.distinct()).isEqualTo(journal.size());
            assertThat(arrivals.copies()).as("copies").isEmpty();
            assertThat(reader.outcomes())
                    .extracting(read -> read.value().getTime())
                    .anyMatch(time -> time.isAfter(Instant.parse("2100-01-01T00:00:00Z")));
        }
    }

    /** The library that sets a process's clock, where Debian has it, if it is installed. */
    private static Optional<Path> fakeTime() throws IOException {
        List<Path> found = new ArrayList<>();
        try (var folders = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu")) {
            folders.forEach(folder -> found.add(folder.resolve("faketime/libfaketimeMT.so.1")));
        }
        return found.stream().filter(Files::exists).findFirst();
    }
}
