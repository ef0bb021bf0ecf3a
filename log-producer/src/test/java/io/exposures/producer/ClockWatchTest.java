package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

    private static final long NOTHING_UNDER_WAY = Long.MAX_VALUE;

    private final AtomicLong millis = new AtomicLong(1_000_000_000);
    private final AtomicLong nanos = new AtomicLong(-5);
    private final ClockWatch watch = new ClockWatch(millis::get, nanos::get);

    private void pass(Duration time) {
        millis.addAndGet(time.toMillis());
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void aClockThatRunsAsksForNothing() {
        pass(Duration.ofDays(1));

        assertThat(watch.asksForNewProducer(NOTHING_UNDER_WAY)).isFalse();
    }

    @Test
    void aClockThatIsSetForwardOrCorrectedALittleAsksForNothing() {
        millis.addAndGet(Duration.ofDays(1).toMillis());
        assertThat(watch.asksForNewProducer(NOTHING_UNDER_WAY)).isFalse();

        for (int i = 0; i < 100; i++) {
            pass(Duration.ofSeconds(1));
            millis.addAndGet(-900);
            assertThat(watch.asksForNewProducer(NOTHING_UNDER_WAY)).isFalse();
        }
    }

    @Test
    void aClockThatIsSetBackAsksOnceWhenNothingIsUnderWay() {
        millis.addAndGet(-1001);

        assertThat(watch.asksForNewProducer(NOTHING_UNDER_WAY)).isTrue();
        assertThat(watch.asksForNewProducer(NOTHING_UNDER_WAY)).isFalse();
    }

    @Test
    void whatIsUnderWayHasTimeToArrive() {
        long takenAt = nanos.get();
        pass(Duration.ofMillis(5));
        millis.addAndGet(-3_600_000);

        assertThat(watch.asksForNewProducer(takenAt)).isFalse();
        pass(Duration.ofMillis(1999));
        assertThat(watch.asksForNewProducer(takenAt)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(watch.asksForNewProducer(takenAt)).isTrue();
        assertThat(watch.asksForNewProducer(takenAt)).isFalse();
    }

    @Test
    void trafficThatFlowsIsLeftAlone() {
        millis.addAndGet(-3_600_000);
        assertThat(watch.asksForNewProducer(nanos.get())).isFalse();
        pass(Duration.ofSeconds(3));

        assertThat(watch.asksForNewProducer(nanos.get())).isFalse();
        assertThat(watch.asksForNewProducer(NOTHING_UNDER_WAY)).isFalse();
    }
}
