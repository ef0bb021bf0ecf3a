package io.exposures.producer;

import static io.exposures.assignment.RandomOperator.uniformChoice;
import static io.exposures.producer.Counts.assertBalanced;
import static io.exposures.producer.Counts.properties;
import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.assignment.Assignment;
import io.exposures.assignment.CompositeLogger;
import io.exposures.assignment.Experiment;
import io.exposures.assignment.ExposureLogger;
import io.exposures.assignment.Inputs;
import io.exposures.producer.FakeKafka.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Ways in which well-known clients of this kind were seen to harm their hosts, each tried on this one. */
class KnownAccidentsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch hanging = new CountDownLatch(1);

    private static final class GroupSize extends Experiment {

        private GroupSize(String userid, ExposureLogger logger) {
            super(Map.of("userid", userid), logger);
        }

        @Override
        protected boolean assign(Assignment params, Inputs inputs) {
            params.set("size", uniformChoice(List.of(1, 10), inputs.get("userid")));
            return true;
        }
    }

    @Test
    void anExceptionInAnExposureCallbackDoesNotChangeTheAssignment() {
        KafkaLogClient client = FakeKafka.healthy()
                .builder(properties())
                .onDrop(drop -> {
                    throw new IllegalStateException("from the callback");
                })
                .build();
        DetachedLogger throwing = new DetachedLogger(
                logRecord -> {
                    throw new IllegalStateException("from the logger");
                },
                10);
        long expected = new GroupSize("ann", logRecord -> {}).getLong("size", -1);

        ExposureLogger all = new CompositeLogger(List.of(throwing, client.exposureLogger()));

        assertThat(new GroupSize("ann", all).getLong("size", -1)).isEqualTo(expected);
        client.close(LONG);
        assertThat(client.counts(RecordKind.EXPOSURE).delivered()).isEqualTo(1);
    }

    @Test
    void evaluationGoesOnAfterShutdown() {
        KafkaLogClient client = FakeKafka.healthy().client(properties());
        long expected = new GroupSize("ann", logRecord -> {}).getLong("size", -1);
        client.close(LONG);

        GroupSize after = new GroupSize("ann", client.exposureLogger());

        assertThat(after.getLong("size", -1)).isEqualTo(expected);
        after.logEvent("click", Map.of());
        assertThat(client.counts(RecordKind.EXPOSURE).dropped(DropReason.CLOSED))
                .isEqualTo(1);
        assertThat(client.counts(RecordKind.OUTCOME).dropped(DropReason.CLOSED)).isEqualTo(1);
    }

    @Test
    void theBacklogIsBounded() {
        KafkaLogClient client = FakeKafka.silent().client(properties("exposures.buffer.bytes", "4194304"));
        for (int i = 0; i < 100_000; i++) {
            client.outcomeLogger().log("user-" + i, "click");
        }

        assertThat(client.parts().lanes().outcome().room().bytes()).isLessThanOrEqualTo(2 << 20);
        assertThat(client.counts(RecordKind.OUTCOME).dropped(DropReason.BUFFER_FULL))
                .isPositive();
        client.close(Duration.ZERO);
    }

    @Test
    void flushAndCloseReturnWhenTheBufferIsFull() {
        KafkaLogClient client = FakeKafka.silent().client(properties("exposures.buffer.records", "100"));
        for (int i = 0; i < 1_000; i++) {
            client.outcomeLogger().log("user-" + i, "click");
        }

        assertThat(client.flush(Duration.ofMillis(100))).isEqualTo(50);
        assertThat(client.close(Duration.ofMillis(400))).isEqualTo(50);
        assertBalanced(client);
    }

    @Test
    void theDeliveryThreadOutlivesAnError() {
        AtomicBoolean thrown = new AtomicBoolean();
        FakeKafka kafka = new FakeKafka((producer, send, record) -> {
            if (thrown.compareAndSet(false, true)) {
                throw new NoClassDefFoundError("for once");
            }
            return Answer.ACKNOWLEDGED;
        });
        KafkaLogClient client = kafka.client(properties());

        client.outcomeLogger().log("ann", "click");

        assertThat(client.flush(LONG)).isZero();
        client.outcomeLogger().log("ann", "click");
        assertThat(client.close(LONG)).isZero();
        assertThat(kafka.acknowledgedKeys("outcomes")).containsExactly("ann", "ann");
    }

    @Test
    void aSlowSinkDoesNotHoldUpTheRequest() {
        DetachedLogger slow = new DetachedLogger(logRecord -> awaitQuietly(hanging), 10);
        KafkaLogClient client = FakeKafka.healthy().client(properties());
        ExposureLogger all = new CompositeLogger(List.of(slow, client.exposureLogger()));

        for (int i = 0; i < 100; i++) {
            assertThat(new GroupSize("user-" + i, all).getLong("size", -1)).isIn(1L, 10L);
        }

        assertThat(client.close(LONG)).isZero();
        assertThat(client.counts(RecordKind.EXPOSURE).delivered()).isEqualTo(100);
        hanging.countDown();
        slow.close();
    }

    @Test
    void aProducerThatBlocksInSendDoesNotHoldUpTheRequest() {
        FakeKafka kafka = new FakeKafka((producer, send, record) -> {
            awaitQuietly(hanging);
            return Answer.ACKNOWLEDGED;
        });
        KafkaLogClient client = kafka.client(properties());

        for (int i = 0; i < 100; i++) {
            assertThat(new GroupSize("user-" + i, client.exposureLogger()).getLong("size", -1))
                    .isIn(1L, 10L);
        }

        assertThat(client.counts(RecordKind.EXPOSURE).waiting()).isEqualTo(100);
        hanging.countDown();
        assertThat(client.close(LONG)).isZero();
        assertThat(client.counts(RecordKind.EXPOSURE).delivered()).isEqualTo(100);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
