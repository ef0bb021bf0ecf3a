package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureDedupTest {

    private static final Duration EXPIRY = Duration.ofHours(1);

    private final AtomicLong nanos = new AtomicLong();
    private final ExposureDedup dedup = dedup(100);

    private ExposureDedup dedup(long entries) {
        return ExposureDedup.of(new ProducerConfig.Dedup(true, entries, EXPIRY), nanos::get);
    }

    @Test
    void theSameAgainIsARepeat() {
        assertThat(dedup.isRepeat(key("ann/red"), 10)).isFalse();
        assertThat(dedup.isRepeat(key("ann/red"), 10)).isTrue();
        assertThat(dedup.isRepeat(key("ann/red"), 11)).isTrue();
        assertThat(dedup.isRepeat(key("ann/blue"), 11)).isFalse();

        assertThat(dedup.hits()).isEqualTo(2);
        assertThat(dedup.misses()).isEqualTo(2);
    }

    @Test
    void anEarlierOneIsNoRepeatBecauseTheFirstExposureCounts() {
        dedup.isRepeat(key("ann/red"), 10);

        assertThat(dedup.isRepeat(key("ann/red"), 9)).isFalse();
        assertThat(dedup.isRepeat(key("ann/red"), 9)).isTrue();
    }

    @Test
    void afterALossTheNextOneIsNoRepeat() {
        dedup.isRepeat(key("ann/red"), 10);

        dedup.forget(key("ann/red"));

        assertThat(dedup.isRepeat(key("ann/red"), 11)).isFalse();
    }

    @Test
    void afterALossOneThatHadComeAgainIsNoRepeatEither() {
        dedup.isRepeat(key("ann/red"), 10);
        dedup.isRepeat(key("ann/red"), 10);

        dedup.forget(key("ann/red"));

        assertThat(dedup.isRepeat(key("ann/red"), 11)).isFalse();
    }

    @Test
    void itIsSentAgainWhenTheExpiryIsOverHoweverOftenItCameMeanwhile() {
        dedup.isRepeat(key("ann/red"), 10);
        nanos.addAndGet(EXPIRY.toNanos() / 2);
        assertThat(dedup.isRepeat(key("ann/red"), 10)).isTrue();
        nanos.addAndGet(EXPIRY.toNanos() / 2 - 1);
        assertThat(dedup.isRepeat(key("ann/red"), 10)).isTrue();

        nanos.addAndGet(1);

        assertThat(dedup.isRepeat(key("ann/red"), 10)).isFalse();
        assertThat(dedup.isRepeat(key("ann/red"), 10)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 100, 1001})
    void noMoreAreRememberedThanThereMayBe(long entries) {
        ExposureDedup small = dedup(entries);
        for (int round = 0; round < 3; round++) {
            // Twice in a row, so that it has come again.
            forEachOf(10_000, key -> {
                small.isRepeat(key, 0);
                small.isRepeat(key, 0);
            });
        }
        small.keepUp();
        long before = small.hits();

        forEachOf(10_000, key -> small.isRepeat(key, 0));

        assertThat(small.hits() - before).isLessThanOrEqualTo(entries);
    }

    @Test
    void thoseThatKeepComingAreRememberedWhateverElseComes() {
        for (int round = 0; round < 20; round++) {
            forEachOf(40, key -> {
                dedup.isRepeat(key, 0);
                dedup.isRepeat(key, 0);
            });
        }
        for (int i = 1000; i < 100_000; i++) {
            dedup.isRepeat(key("user-" + i), 0);
        }
        long before = dedup.hits();

        forEachOf(40, key -> dedup.isRepeat(key, 0));

        assertThat(dedup.hits() - before).isEqualTo(40);
    }

    @Test
    void noThreadTakesAnExposureForAnother() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            // All threads write to the same few places all the time.
            ExposureDedup small = dedup(4);
            CyclicBarrier barrier = new CyclicBarrier(threads);
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                callers.add(pool.submit(() -> {
                    barrier.await();
                    for (int user = 0; user < 200_000; user++) {
                        small.isRepeat(key(thread + "/user-" + user), user);
                    }
                    return null;
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }

            assertThat(small.hits()).as("all exposures are different").isZero();
            assertThat(small.misses()).isEqualTo(threads * 200_000L);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void switchedOffNothingIsARepeat() {
        ExposureDedup off = ExposureDedup.off();

        assertThat(off.isRepeat(key("a"), 0)).isFalse();
        assertThat(off.isRepeat(key("a"), 0)).isFalse();
        assertThat(off.isOn()).isFalse();
    }

    private static void forEachOf(int users, Consumer<ExposureKey> action) {
        for (int i = 0; i < users; i++) {
            action.accept(key("user-" + i));
        }
    }

    private static ExposureKey key(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        KeyHash hash = new KeyHash();
        hash.add(bytes, 0, bytes.length);
        return hash.key();
    }
}
