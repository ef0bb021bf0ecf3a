package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExposureDedupTest {

    private final ExposureDedup dedup = ExposureDedup.of(100, Duration.ofHours(1));

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
    void onlySoManyAreRemembered() {
        for (int i = 0; i < 10_000; i++) {
            dedup.isRepeat(key("user-" + i), 0);
        }
        long remembered = 0;
        for (int i = 0; i < 10_000; i++) {
            remembered += dedup.isRepeat(key("user-" + i), 0) ? 1 : 0;
        }

        assertThat(remembered).isLessThan(1000);
    }

    @Test
    void switchedOffNothingIsARepeat() {
        ExposureDedup off = ExposureDedup.off();

        assertThat(off.isRepeat(key("a"), 0)).isFalse();
        assertThat(off.isRepeat(key("a"), 0)).isFalse();
        assertThat(off.isOn()).isFalse();
    }

    private static ExposureKey key(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        KeyHash hash = new KeyHash();
        hash.add(bytes, 0, bytes.length);
        return hash.key();
    }
}
