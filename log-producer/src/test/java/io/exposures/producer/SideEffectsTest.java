package io.exposures.producer;

import static io.exposures.producer.Counts.assertBalanced;
import static io.exposures.producer.Counts.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.assignment.CompositeLogger;
import io.exposures.assignment.LogRecord;
import io.exposures.records.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the service hangs on to the client, listeners and further loggers, can harm neither it nor the service. */
class SideEffectsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final FakeKafka kafka = FakeKafka.healthy();

    @Test
    void aListenerSeesWhatWasDroppedAndWhy() {
        Queue<Drop> drops = new ConcurrentLinkedQueue<>();
        KafkaLogClient client = FakeKafka.silent()
                .builder(properties("exposures.buffer.records", "2"))
                .onDrop(drops::add)
                .build();
        client.outcomeLogger().log("ann", "click");
        client.outcomeLogger().log("bob", OutcomeEvent.named("buy").withTime(Examples.NOON.minusSeconds(9)));
        client.exposureLogger().log(Examples.record("exposure", Map.of(), Map.of()));

        await().atMost(LONG).until(() -> drops.size() == 2);

        Drop full = drops.remove();
        assertThat(full.kind()).isEqualTo(RecordKind.OUTCOME);
        assertThat(full.reason()).isEqualTo(DropReason.BUFFER_FULL);
        assertThat(full.experiment()).isNull();
        assertThat(full.time()).isEqualTo(Examples.NOON.minusSeconds(9));
        assertThat(full.record()).isNotNull();
        assertThat(((Outcome) full.record().decoded()).getUserid()).isEqualTo("bob");
        assertThat(drops.remove())
                .isEqualTo(new Drop(RecordKind.EXPOSURE, DropReason.INVALID, "ButtonColour", Examples.NOON, null));
        client.close(Duration.ZERO);
    }

    @Test
    void aListenerThatThrowsAndLogsItselfHarmsNobody() {
        KafkaLogClient[] holder = new KafkaLogClient[1];
        KafkaLogClient client = kafka.builder(properties())
                .onDrop(drop -> {
                    holder[0].outcomeLogger().log("listener", "dropped");
                    throw new StackOverflowError("from the listener");
                })
                .build();
        holder[0] = client;
        for (int i = 0; i < 100; i++) {
            client.exposureLogger().log(null);
        }

        await().atMost(LONG).until(() -> client.counts(RecordKind.OUTCOME).delivered() == 100);

        assertThat(client.close(LONG)).isZero();
        assertThat(client.counts(RecordKind.EXPOSURE).dropped(DropReason.INVALID))
                .isEqualTo(100);
        assertBalanced(client);
    }

    @Test
    void aListenerThatHangsHoldsUpNeitherCallersNorDeliveryNorClose() {
        CountDownLatch never = new CountDownLatch(1);
        KafkaLogClient client =
                kafka.builder(properties()).onDrop(drop -> awaitQuietly(never)).build();
        for (int i = 0; i < 20_000; i++) {
            client.exposureLogger().log(null);
        }
        client.outcomeLogger().log("ann", "click");

        assertThat(client.close(LONG)).isZero();

        assertThat(client.counts(RecordKind.EXPOSURE).dropped(DropReason.INVALID))
                .isEqualTo(20_000);
        assertThat(client.parts().notifier().missed()).isGreaterThanOrEqualTo(9_000);
        assertThat(client.counts(RecordKind.OUTCOME).delivered()).isEqualTo(1);
    }

    @Test
    void anotherLoggerThatThrowsHarmsNobody() {
        KafkaLogClient client = kafka.client(properties());
        DetachedLogger throwing = new DetachedLogger(
                logRecord -> {
                    throw new LinkageError("from the other logger");
                },
                100);
        CompositeLogger both = new CompositeLogger(List.of(throwing, client.exposureLogger()));

        both.log(Examples.exposure("ann"));
        throwing.close();

        assertThat(client.close(LONG)).isZero();
        assertThat(kafka.acknowledgedKeys("exposures")).containsExactly("ann");
        assertThat(throwing.failed()).isEqualTo(1);
        assertThat(throwing.lastFailure()).hasMessage("from the other logger");
    }

    @Test
    void anotherLoggerThatHangsLosesItsOwnRecordsOnly() {
        CountDownLatch never = new CountDownLatch(1);
        KafkaLogClient client = kafka.client(properties());
        DetachedLogger hanging = new DetachedLogger(logRecord -> awaitQuietly(never), 10);
        CompositeLogger both = new CompositeLogger(List.of(hanging, client.exposureLogger()));
        for (int i = 0; i < 100; i++) {
            both.log(Examples.exposure("user-" + i));
        }

        assertThat(client.close(LONG)).isZero();

        assertThat(kafka.acknowledgedKeys("exposures")).hasSize(100);
        assertThat(hanging.dropped()).isEqualTo(90);
        never.countDown();
        hanging.close();
        assertThat(hanging.logged()).isEqualTo(10);
    }

    @Test
    void aDetachedLoggerGetsCopiesOfWhatWasLogged() {
        Queue<LogRecord> seen = new ConcurrentLinkedQueue<>();
        Map<String, @Nullable Object> inputs = new HashMap<>(Map.of("userid", "ann"));
        DetachedLogger logger = new DetachedLogger(seen::add, 10);

        logger.log(Examples.record("exposure", inputs, Map.of()));
        inputs.clear();
        logger.close();

        assertThat(seen).extracting(LogRecord::inputs).containsExactly(Map.of("userid", "ann"));
        logger.log(Examples.exposure("late"));
        assertThat(logger.dropped()).isEqualTo(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
