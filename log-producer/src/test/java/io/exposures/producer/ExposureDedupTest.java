package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExposureDedupTest {

    private final ExposureDedup dedup = ExposureDedup.of(100, Duration.ofHours(1));

    @Test
    void theSameAgainIsARepeat() {
        assertThat(dedup.isRepeat("ann/red", 10)).isFalse();
        assertThat(dedup.isRepeat("ann/red", 10)).isTrue();
        assertThat(dedup.isRepeat("ann/red", 11)).isTrue();
        assertThat(dedup.isRepeat("ann/blue", 11)).isFalse();

        assertThat(dedup.hits()).isEqualTo(2);
        assertThat(dedup.misses()).isEqualTo(2);
    }

    @Test
    void anEarlierOneIsNoRepeatBecauseTheFirstExposureCounts() {
        dedup.isRepeat("ann/red", 10);

        assertThat(dedup.isRepeat("ann/red", 9)).isFalse();
        assertThat(dedup.isRepeat("ann/red", 9)).isTrue();
    }

    @Test
    void afterALossTheNextOneIsNoRepeat() {
        dedup.isRepeat("ann/red", 10);

        dedup.forget("ann/red");

        assertThat(dedup.isRepeat("ann/red", 11)).isFalse();
    }

    @Test
    void onlySoManyAreRemembered() {
        for (int i = 0; i < 10_000; i++) {
            dedup.isRepeat("user-" + i, 0);
        }
        long remembered = 0;
        for (int i = 0; i < 10_000; i++) {
            remembered += dedup.isRepeat("user-" + i, 0) ? 1 : 0;
        }

        assertThat(remembered).isLessThan(1000);
    }

    @Test
    void hugeKeysAreNotRemembered() {
        String huge = "x".repeat(10_000);

        assertThat(dedup.isRepeat(huge, 0)).isFalse();
        assertThat(dedup.isRepeat(huge, 0)).isFalse();
    }

    @Test
    void switchedOffNothingIsARepeat() {
        ExposureDedup off = ExposureDedup.off();

        assertThat(off.isRepeat("a", 0)).isFalse();
        assertThat(off.isRepeat("a", 0)).isFalse();
        assertThat(off.isOn()).isFalse();
    }
}
