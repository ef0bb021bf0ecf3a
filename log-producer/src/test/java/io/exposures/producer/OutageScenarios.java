package io.exposures.producer;

import static io.exposures.producer.Counts.assertBalanced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.records.Exposure;
import io.exposures.records.Ledger;
import io.exposures.testing.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What happens to records while a real broker is hurt. Every count is checked against the journal and the topic. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutageScenarios {

    /** How long the broker is frozen; longer than the client's request timeout, so that the client notices. */
    private static final Duration FREEZE = Duration.ofSeconds(Long.getLong("outage.freeze.seconds", 4));

    private static final int RECORDS = 2_000;

    @TempDir
    private Path directory;

    private KafkaBroker broker;
    private Properties properties;
    private TopicReader reader;
    private Journal journal;

    abstract KafkaBroker startBroker();

    @BeforeAll
    void start() {
        broker = startBroker();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void topics(TestInfo test) throws Exception {
        String prefix = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT) + ".";
        properties = Examples.properties(broker.bootstrapServers());
        properties.put("exposures.topic.prefix", prefix);
        properties.put("request.timeout.ms", "2000");
        reader = new TopicReader(broker.bootstrapServers(), properties.getProperty("schema.registry.url"), prefix);
        reader.createTopics();
        journal = new Journal();
    }

    @Test
    void aBrokerThatIsAbsentAtTheStartGetsEverythingWhenItComes() {
        broker.kill();
        KafkaLogClient client = client();
        journal.log(client, "main", 0, RECORDS);
        assertThat(client.flush(Duration.ofSeconds(2))).isEqualTo(RECORDS);

        broker.restart();

        assertThat(client.close(Journal.patience())).isZero();
        journal.assertExactly(client, reader::forEachOutcome);
        assertThat(client.counts(RecordKind.OUTCOME).delivered()).isEqualTo(RECORDS);
    }

    @Test
    void aFrozenBrokerDelaysButNeitherLosesNorDoubles() throws Exception {
        KafkaLogClient client = client();
        journal.log(client, "before", 0, RECORDS);
        await().atMost(Journal.patience()).until(() -> delivered(client) > 0);
        broker.pause();
        journal.log(client, "during", 0, RECORDS);
        assertThat(client.flush(FREEZE)).isGreaterThanOrEqualTo(RECORDS);

        broker.resume();

        journal.log(client, "after", 0, RECORDS);
        assertThat(client.close(Journal.patience())).isZero();
        journal.assertExactly(client, reader::forEachOutcome);
        assertThat(delivered(client)).isEqualTo(3 * RECORDS);
    }

    @Test
    void aKilledBrokerThatComesBackLosesAndDoublesNothing() throws Exception {
        KafkaLogClient client = client();
        AtomicBoolean back = new AtomicBoolean();
        List<Thread> callers = startCallers(4, name -> {
            for (int i = 0; !back.get(); i++) {
                journal.log(client, name, i);
                LockSupport.parkNanos(1_000_000);
            }
        });
        await().atMost(Journal.patience()).until(() -> delivered(client) > 1_000);
        broker.kill();
        long whenKilled = client.counts(RecordKind.OUTCOME).handedIn();
        await().atMost(Journal.patience())
                .until(() -> client.counts(RecordKind.OUTCOME).handedIn() > whenKilled + RECORDS);

        broker.restart();

        back.set(true);
        join(callers);
        assertThat(client.close(Journal.patience())).isZero();
        journal.assertExactly(client, reader::forEachOutcome);
        assertThat(client.counts(RecordKind.OUTCOME).droppedInAll()).isZero();
    }

    @Test
    void withoutADiskWhatMemoryDoesNotHoldIsDroppedCountedAndReported() {
        properties.put("exposures.buffer.records", "1000");
        properties.put("exposures.loss.report.interval.ms", "100");
        broker.kill();
        KafkaLogClient client = client();

        journal.log(client, "main", 0, 50_000);

        assertThat(client.counts(RecordKind.OUTCOME))
                .isEqualTo(Counts.counts(50_000, 0, Map.of(DropReason.BUFFER_FULL, 49_500L), 500));
        broker.restart();
        assertThat(client.flush(Journal.patience())).isZero();
        assertThat(client.close(Journal.patience())).isZero();
        journal.assertExactly(client, reader::forEachOutcome);
        assertThat(reportedLosses()).isEqualTo(49_500);
    }

    @Test
    void withADiskNothingIsLostAndUsersKeepTheirOrder() {
        properties.put("exposures.buffer.records", "4000");
        properties.put("exposures.overflow.directory", directory.toString());
        broker.kill();
        KafkaLogClient client = client();
        Room room = client.parts().lanes().outcome().room();
        for (int i = 0; i < 20_000; i++) {
            if (room.fill() > 0.9) {
                await().atMost(Journal.patience()).until(() -> room.fill() < 0.6);
            }
            journal.log(client, "main", i);
        }
        assertThat(client.health().onDisk()).isGreaterThan(15_000);

        broker.restart();
        journal.log(client, "main", 20_000, 21_000);

        assertThat(client.flush(Journal.patience())).isZero();
        assertThat(client.close(Journal.patience())).isZero();
        journal.assertExactly(client, reader::forEachOutcome);
        assertThat(delivered(client)).isEqualTo(21_000);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void closeDuringAnOutageReturnsInTimeAndTellsWhatIsMissing() {
        KafkaLogClient client = client();
        journal.log(client, "before", 0, RECORDS);
        client.flush(Journal.patience());
        broker.kill();
        journal.log(client, "during", 0, RECORDS);
        long start = System.nanoTime();

        long missing = client.close(Duration.ofSeconds(2));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(missing).isEqualTo(RECORDS);
        assertBalanced(client);
        broker.restart();
        journal.assertExactly(client, reader::forEachOutcome);
    }

    @Test
    void aBurstOfAHundredTimesTheBufferIsCountedToTheRecord() {
        properties.put("exposures.buffer.records", "1000");
        KafkaLogClient client = client();

        journal.log(client, "main", 0, 50_000);

        assertThat(client.close(Journal.patience())).isZero();
        assertThat(client.counts(RecordKind.OUTCOME).dropped(DropReason.BUFFER_FULL))
                .isPositive();
        journal.assertExactly(client, reader::forEachOutcome);
    }

    @Test
    void callersOnManyThreadsMayBeInterruptedAndOvertakenByClose() throws Exception {
        int threads = 8;
        int calls = Integer.getInteger("outage.calls.per.thread", 100_000);
        KafkaLogClient client = client();
        CountDownLatch half = new CountDownLatch(threads);
        List<Thread> callers = startCallers(threads, name -> logInterrupted(client, name, calls, half));
        half.await();

        long missing = client.close(Journal.patience());

        join(callers);
        assertThat(missing).isZero();
        RecordCounts counts = client.counts(RecordKind.OUTCOME);
        assertThat(counts.handedIn()).isEqualTo((long) threads * calls);
        assertThat(counts.dropped(DropReason.CLOSED)).isPositive();
        journal.assertExactly(client, reader::forEachOutcome);
    }

    private void logInterrupted(KafkaLogClient client, String name, int calls, CountDownLatch half) {
        for (int i = 0; i < calls; i++) {
            if (i % 3 == 0) {
                Thread.currentThread().interrupt();
            }
            journal.log(client, name, i);
            if (i == calls / 2) {
                half.countDown();
            }
        }
    }

    private static List<Thread> startCallers(int number, Consumer<String> work) {
        List<Thread> callers = IntStream.range(0, number)
                .mapToObj(i -> new Thread(() -> work.accept("caller" + i)))
                .toList();
        callers.forEach(caller -> caller.setDaemon(true));
        callers.forEach(Thread::start);
        return callers;
    }

    private static void join(List<Thread> callers) throws InterruptedException {
        for (Thread caller : callers) {
            caller.join();
        }
    }

    @Test
    void aStormOfInterruptsOnAllThreadsOfTheClientLosesNothing() throws Exception {
        properties.put("exposures.buffer.records", "4000");
        properties.put("exposures.overflow.directory", directory.toString());
        broker.kill();
        KafkaLogClient client = client();
        Room room = client.parts().lanes().outcome().room();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> stormers = startCallers(1, name -> {
            while (!over.get()) {
                threadsOfClients().forEach(Thread::interrupt);
                LockSupport.parkNanos(20_000_000);
            }
        });
        for (int i = 0; i < 10_000; i++) {
            if (room.fill() > 0.9) {
                await().atMost(Journal.patience()).until(() -> room.fill() < 0.6);
            }
            journal.log(client, "main", i);
        }
        assertThat(client.health().onDisk()).isPositive();
        broker.restart();
        await().atMost(Journal.patience()).until(() -> delivered(client) > RECORDS);
        over.set(true);
        join(stormers);

        assertThat(client.close(Journal.patience())).isZero();
        journal.assertExactly(client, reader::forEachOutcome);
        assertThat(delivered(client)).isEqualTo(10_000);
    }

    private static List<Thread> threadsOfClients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread instanceof ClientThread)
                .toList();
    }

    @Test
    void aClockThatJumpsChangesTheTimesOfEventsAndNothingElse() {
        AtomicReference<Instant> now = new AtomicReference<>(Examples.NOON);
        KafkaLogClient client =
                KafkaLogClient.builder().properties(properties).clock(now::get).build();
        List<Instant> times = List.of(
                Examples.NOON,
                Examples.NOON.plus(Duration.ofDays(1)),
                Examples.NOON.minus(Duration.ofDays(1)),
                Instant.EPOCH,
                Instant.parse("2100-01-01T00:00:00Z"));
        for (int i = 0; i < times.size(); i++) {
            now.set(times.get(i));
            journal.log(client, "main", i * 100, (i + 1) * 100);
        }

        assertThat(client.close(Journal.patience())).isZero();
        journal.assertExactly(client, reader::forEachOutcome);
        assertThat(reader.outcomes())
                .extracting(read -> read.value().getTime())
                .containsOnly(times.toArray(Instant[]::new));
    }

    @Test
    void twoClientsThatExposeTheSameUnitBothSayIt() {
        KafkaLogClient one = client();
        KafkaLogClient other = client();

        one.exposureLogger().log(Examples.exposure("ann"));
        other.exposureLogger().log(Examples.exposure("ann"));

        assertThat(one.close(Journal.patience())).isZero();
        assertThat(other.close(Journal.patience())).isZero();
        List<ConsumerRecord<String, Exposure>> exposures = reader.exposures();
        assertThat(exposures).extracting(ConsumerRecord::key).containsExactly("ann", "ann");
        assertThat(exposures).extracting(read -> read.value().getExposureId()).doesNotHaveDuplicates();
    }

    private KafkaLogClient client() {
        return KafkaLogClient.builder().properties(properties).build();
    }

    private static long delivered(KafkaLogClient client) {
        return client.counts(RecordKind.OUTCOME).delivered();
    }

    private long reportedLosses() {
        return reader.ledger().stream()
                .map(ConsumerRecord::value)
                .map(Ledger::getLoss)
                .flatMap(report -> report.getLosses().stream())
                .mapToLong(loss -> loss.getCount())
                .sum();
    }
}
