package io.exposures.schemas.serde;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when told to, or when somebody sleeps. */
final class FakeTicker implements Ticker {

    private long nanos;
    private final List<Duration> sleeps = new ArrayList<>();

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
        advance(duration);
    }

    void advance(Duration duration) {
        nanos += duration.toNanos();
    }

    List<Duration> sleeps() {
        return sleeps;
    }
}
