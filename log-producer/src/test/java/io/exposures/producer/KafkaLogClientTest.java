package io.exposures.producer;

import static io.exposures.producer.Counts.assertBalanced;
import static io.exposures.producer.Counts.counts;
import static io.exposures.producer.Counts.properties;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KafkaLogClientTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String EXPOSURES = "exposures";
    private static final String OUTCOMES = "outcomes";

    private final FakeKafka kafka = FakeKafka.healthy();
    private final FakeKafka silentKafka = FakeKafka.silent();

    @Test
    void exposuresAndOutcomesGoToTheirTopicsKeyedByUserid() {
        KafkaLogClient client = kafka.client(properties("exposures.topic.prefix", "shop."));
        client.exposureLogger().log(Examples.exposure("ann"));
        client.exposureLogger().log(Examples.event("bob", "purchase", Map.of()));
        client.outcomeLogger().log("eve", "click");

        assertThat(client.flush(LONG)).isZero();

        assertThat(kafka.acknowledged())
                .extracting(sent -> sent.topic() + "/" + new String(sent.key(), UTF_8))
                .containsExactlyInAnyOrder("shop.exposures/ann", "shop.outcomes/bob", "shop.outcomes/eve");
        assertThat(client.counts(RecordKind.EXPOSURE)).isEqualTo(counts(1, 1, Map.of(), 0));
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(counts(2, 2, Map.of(), 0));
        client.close();
    }

    @Test
    void nothingIsDeliveredUntilKafkaSaysSo() {
        KafkaLogClient client = silentKafka.client(properties());
        client.outcomeLogger().log("ann", "click");
        await().atMost(LONG).until(() -> !silentKafka.sent().isEmpty());

        assertThat(client.flush(Duration.ofMillis(50))).isEqualTo(1);
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(counts(1, 0, Map.of(), 1));

        silentKafka.acknowledgeAll();
        assertThat(client.flush(LONG)).isZero();
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(counts(1, 1, Map.of(), 0));
        client.close();
    }

    @Test
    void aFlushDoesNotWaitForWhatIsHandedInAfterIt() throws Exception {
        KafkaLogClient client = silentKafka.client(properties());
        client.outcomeLogger().log("ann", "before");
        await().atMost(LONG).until(() -> silentKafka.sent().size() == 1);
        AtomicLong left = new AtomicLong(-1);
        Thread flush = new Thread(() -> left.set(client.flush(LONG)));
        flush.start();
        await().atMost(LONG).until(() -> flush.getState() == Thread.State.TIMED_WAITING);
        client.outcomeLogger().log("ann", "after");
        silentKafka.acknowledgeAll();

        flush.join(LONG.toMillis());

        assertThat(left.get()).isBetween(0L, 1L);
        client.close(Duration.ZERO);
    }

    @Test
    void flushesThatEndEarlyLeaveNothingBehind() {
        KafkaLogClient client = silentKafka.client(properties());
        client.outcomeLogger().log("ann", "click");

        Thread.currentThread().interrupt();
        assertThat(client.flush(LONG)).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
        client.close(Duration.ZERO);
        client.flush(LONG);

        assertThat(client.parts().lanes().all()).allMatch(Lane::isEmpty);
    }

    @Test
    void closeReturnsInTimeAndSaysWhatWasNotDelivered() {
        FakeKafka half = new FakeKafka(
                (producer, send, record) -> send == 0 ? FakeKafka.Answer.ACKNOWLEDGED : FakeKafka.Answer.HELD_BACK);
        KafkaLogClient client = half.client(properties());
        client.outcomeLogger().log("ann", "click");
        client.outcomeLogger().log("ann", "click");
        await().atMost(LONG).until(() -> half.sent().size() == 2);

        assertThat(client.close(Duration.ofMillis(500))).isEqualTo(1);

        assertThat(client.counts(RecordKind.OUTCOME))
                .isEqualTo(counts(2, 1, Map.of(DropReason.UNACKNOWLEDGED_AT_CLOSE, 1L), 0));
        assertThat(client.close(LONG)).isEqualTo(1);
    }

    @Test
    void loggingAfterCloseIsHarmlessAndCounted() {
        KafkaLogClient client = kafka.client(properties());
        client.close();

        client.outcomeLogger().log("ann", "click");
        client.exposureLogger().log(Examples.exposure("ann"));

        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(counts(1, 0, Map.of(DropReason.CLOSED, 1L), 0));
        assertThat(client.counts(RecordKind.EXPOSURE)).isEqualTo(counts(1, 0, Map.of(DropReason.CLOSED, 1L), 0));
        assertThat(client.flush(LONG)).isZero();
        assertThat(client.health().state()).isEqualTo(ProducerHealth.State.CLOSED);
    }

    @Test
    void aFullShareDropsTheNewestAndLeavesTheOtherShareAlone() {
        KafkaLogClient client = silentKafka.client(properties("exposures.buffer.records", "20"));
        for (int i = 0; i < 15; i++) {
            client.exposureLogger().log(Examples.exposure("u" + i));
        }
        client.outcomeLogger().log("ann", "click");

        assertThat(client.counts(RecordKind.EXPOSURE)).isEqualTo(counts(15, 0, Map.of(DropReason.BUFFER_FULL, 5L), 10));
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(counts(1, 0, Map.of(), 1));
        client.close(Duration.ZERO);
    }

    @Test
    void dropOldestKeepsTheNewest() throws Exception {
        KafkaLogClient client = KafkaLogClient.builder()
                .properties(properties("exposures.buffer.records", "20", "exposures.buffer.policy", "drop-oldest"))
                .producerFactory(settings -> {
                    throw new org.apache.kafka.common.KafkaException("no broker");
                })
                .build();
        for (int i = 0; i < 50; i++) {
            client.outcomeLogger().log("user-" + i, "click");
        }

        assertThat(client.close(Duration.ZERO)).isEqualTo(10);

        RecordCounts counts = client.counts(RecordKind.OUTCOME);
        assertThat(counts.dropped(DropReason.DISPLACED) + counts.dropped(DropReason.BUFFER_FULL))
                .isEqualTo(40);
        assertThat(counts.dropped(DropReason.DISPLACED)).isGreaterThan(30);
        assertBalanced(client);
    }

    @Test
    void waitWaitsForRoomButNotForLong() {
        KafkaLogClient client = silentKafka.client(properties(
                "exposures.buffer.records", "2",
                "exposures.buffer.policy", "wait",
                "exposures.buffer.max.wait.ms", "200"));
        client.outcomeLogger().log("ann", "click");
        long start = System.nanoTime();

        client.outcomeLogger().log("ann", "click");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(client.counts(RecordKind.OUTCOME).dropped()).isEqualTo(Map.of(DropReason.BUFFER_FULL, 1L));
        client.close(Duration.ZERO);
    }

    @Test
    void waitTakesTheRoomThatComesFree() {
        KafkaLogClient client = kafka.client(properties(
                "exposures.buffer.records", "2",
                "exposures.buffer.policy", "wait",
                "exposures.buffer.max.wait.ms", "20000"));

        for (int i = 0; i < 50; i++) {
            client.outcomeLogger().log("ann", "click");
        }

        assertThat(client.close(LONG)).isZero();
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(counts(50, 50, Map.of(), 0));
    }

    @Test
    void anInterruptEndsTheWaitAndStaysPending() {
        KafkaLogClient client = silentKafka.client(properties(
                "exposures.buffer.records", "2",
                "exposures.buffer.policy", "wait",
                "exposures.buffer.max.wait.ms", "3600000"));
        client.outcomeLogger().log("ann", "click");
        Thread.currentThread().interrupt();

        client.outcomeLogger().log("ann", "click");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(client.counts(RecordKind.OUTCOME).dropped()).isEqualTo(Map.of(DropReason.BUFFER_FULL, 1L));
        client.close(Duration.ZERO);
    }

    @Test
    void recordsOfAUserKeepTheirOrder() {
        KafkaLogClient client = kafka.client(properties());
        for (int i = 0; i < 5000; i++) {
            client.outcomeLogger().log("user-" + i, "click");
        }

        client.close(LONG);

        assertThat(kafka.acknowledgedKeys(OUTCOMES))
                .isEqualTo(IntStream.range(0, 5000).mapToObj(i -> "user-" + i).toList());
    }

    @Test
    void aRepeatedExposureIsNotSentAgain() {
        KafkaLogClient client = kafka.client(properties());
        for (int i = 0; i < 3; i++) {
            client.exposureLogger().log(Examples.exposure("ann"));
        }
        client.exposureLogger().log(Examples.exposure("bob"));

        client.close(LONG);

        assertThat(kafka.acknowledgedKeys(EXPOSURES)).containsExactly("ann", "bob");
        assertThat(client.counts(RecordKind.EXPOSURE)).isEqualTo(new RecordCounts(4, 0, 2, 2, Map.of(), 0));
        assertBalanced(client);
    }

    @Test
    void aRepeatIsSentWhenTheFirstWasDropped() {
        KafkaLogClient client = silentKafka.client(properties("exposures.buffer.records", "4"));
        for (String userid : List.of("a", "b", "c", "c")) {
            client.exposureLogger().log(Examples.exposure(userid));
        }

        assertThat(client.counts(RecordKind.EXPOSURE)).isEqualTo(counts(4, 0, Map.of(DropReason.BUFFER_FULL, 2L), 2));
        client.close(Duration.ZERO);
    }

    @Test
    void deduplicationCanBeSwitchedOff() {
        KafkaLogClient client = kafka.client(properties("exposures.dedup.enabled", "false"));
        client.exposureLogger().log(Examples.exposure("ann"));
        client.exposureLogger().log(Examples.exposure("ann"));

        client.close(LONG);

        assertThat(kafka.acknowledgedKeys(EXPOSURES)).containsExactly("ann", "ann");
    }

    @Test
    void aHealthyClientIsDelivering() {
        KafkaLogClient client = kafka.client(properties());
        client.outcomeLogger().log("ann", "click");
        client.flush(LONG);

        assertThat(client.health())
                .isEqualTo(new ProducerHealth(ProducerHealth.State.DELIVERING, List.of(), 0, Duration.ZERO, 0, 0));
        client.close();
    }

    @Test
    void theShutdownHookClosesTheClientAndIsForgottenWhenItCloses() {
        KafkaLogClient client = kafka.client(properties("exposures.shutdown.hook", "true"));

        client.close();

        assertThat(client.health().state()).isEqualTo(ProducerHealth.State.CLOSED);
    }
}
