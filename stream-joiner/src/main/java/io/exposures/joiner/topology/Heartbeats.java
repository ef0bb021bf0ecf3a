package io.exposures.joiner.topology;

import io.exposures.joiner.join.PartitionClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the clock of a partition moving while one of its input topics is idle and the other is not: a small record with
 * neither key nor value is written to the idle side, and its append time is a time like any other. Wall time decides only
 * when to write one, never what a record means. Heartbeats do not count as traffic, so two idle sides stay idle.
 */
final class Heartbeats {

    private static final String HEADER = "io.exposures.heartbeat";

    private final long intervalMillis;
    private final Lane exposures;
    private final Lane outcomes;

    Heartbeats(Duration interval, long nowMillis) {
        intervalMillis = interval.toMillis();
        exposures = new Lane(nowMillis);
        outcomes = new Lane(nowMillis);
    }

    /** A side that needs a heartbeat. */
    enum Side {
        EXPOSURES,
        OUTCOMES
    }

    /** What is known of one side since the start. */
    private static final class Lane {
        private long newestTraffic = PartitionClock.UNKNOWN;
        private long readAt;

        Lane(long nowMillis) {
            readAt = nowMillis;
        }

        void read(long appendMillis, boolean heartbeat, long nowMillis) {
            readAt = nowMillis;
            newestTraffic = heartbeat ? newestTraffic : Math.max(newestTraffic, appendMillis);
        }
    }

    void readExposure(long appendMillis, boolean heartbeat, long nowMillis) {
        exposures.read(appendMillis, heartbeat, nowMillis);
    }

    void readOutcome(long appendMillis, boolean heartbeat, long nowMillis) {
        outcomes.read(appendMillis, heartbeat, nowMillis);
    }

    /** The side to write to now; null when neither needs it. */
    @Nullable
    Side due(PartitionClock clock, long nowMillis) {
        if (isDue(exposures, clock.newestExposure(), outcomes, nowMillis)) {
            return Side.EXPOSURES;
        }
        return isDue(outcomes, clock.newestOutcome(), exposures, nowMillis) ? Side.OUTCOMES : null;
    }

    private boolean isDue(Lane idle, long newest, Lane other, long nowMillis) {
        boolean behind = other.newestTraffic != PartitionClock.UNKNOWN
                && (newest == PartitionClock.UNKNOWN || other.newestTraffic - newest >= intervalMillis);
        if (!behind || nowMillis - idle.readAt < intervalMillis) {
            return false;
        }
        idle.readAt = nowMillis;
        return true;
    }

    static Headers headers() {
        return new RecordHeaders().add(HEADER, "1".getBytes(StandardCharsets.US_ASCII));
    }

    static boolean isHeartbeat(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return key == null && value == null && headers.lastHeader(HEADER) != null;
    }
}
