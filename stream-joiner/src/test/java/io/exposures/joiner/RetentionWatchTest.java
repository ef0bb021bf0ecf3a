package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetentionWatchTest {

    /** First offset that each partition still has: ten times its number. */
    private final RetentionWatch watch = new RetentionWatch(partition -> 10L * partition.partition());

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void countsWhatWasDeletedBeforeItWasRead() {
        watch.skipped("outcomes", 1, 4, 10);

        await().until(() -> watch.lost("outcomes") == 6);
        assertThat(watch.lost("exposures")).isZero();
    }

    @Test
    void gapsThatTransactionsLeaveAreNoLoss() {
        watch.skipped("outcomes", 1, 25, 27);
        watch.skipped("outcomes", 1, 8, 12);

        await("the second gap, of which two offsets were deleted, is looked into after the first")
                .until(() -> watch.lost("outcomes") > 0);
        assertThat(watch.lost("outcomes")).isEqualTo(2);
    }

    @Test
    void asksAgainWhenTheBrokerDoesNotAnswer() {
        AtomicInteger questions = new AtomicInteger();
        try (RetentionWatch patient = new RetentionWatch(partition -> {
            if (questions.incrementAndGet() == 1) {
                throw new KafkaException("not now");
            }
            return 7;
        })) {
            patient.skipped("exposures", 0, 5, 9);

            await().until(() -> patient.lost("exposures") == 2);
            assertThat(questions).hasValue(2);
        }
    }

    @Test
    void neverHoldsUpTheStreamThread() {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger questions = new AtomicInteger();
        try (RetentionWatch slow = new RetentionWatch(partition -> {
            awaitUninterruptibly(answer);
            return questions.incrementAndGet() * 0L;
        })) {
            for (int i = 0; i < 5_000; i++) {
                slow.skipped("exposures", 0, 0, 1);
            }
            assertThat(questions).as("answered while the broker does not").hasValue(0);
            answer.countDown();
            await("those that had room to wait").until(() -> questions.get() >= 1_000);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
