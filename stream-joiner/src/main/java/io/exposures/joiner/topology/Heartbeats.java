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
 * when to write one, never what a record means.
 */
final class Heartbeats {

    private static final String HEADER = "io.exposures.heartbeat";

    private final long intervalMillis;
    private long exposureReadAt;
    private long outcomeReadAt;

    Heartbeats(Duration interval, long nowMillis) {
        intervalMillis = interval.toMillis();
        exposureReadAt = nowMillis;
        outcomeReadAt = nowMillis;
    }

    /** A side that needs a heartbeat. */
    enum Side {
        EXPOSURES,
        OUTCOMES
    }

    void readExposure(long nowMillis) {
        exposureReadAt = nowMillis;
    }

    void readOutcome(long nowMillis) {
        outcomeReadAt = nowMillis;
    }

    /** The side to write to now; null when neither needs it. */
    @Nullable
    Side due(PartitionClock clock, long nowMillis) {
        if (lags(clock.newestExposure(), clock.newestOutcome()) && nowMillis - exposureReadAt >= intervalMillis) {
            exposureReadAt = nowMillis;
            return Side.EXPOSURES;
        }
        if (lags(clock.newestOutcome(), clock.newestExposure()) && nowMillis - outcomeReadAt >= intervalMillis) {
            outcomeReadAt = nowMillis;
            return Side.OUTCOMES;
        }
        return null;
    }

    private boolean lags(long newest, long other) {
        return other != PartitionClock.UNKNOWN
                && (newest == PartitionClock.UNKNOWN || other - newest >= intervalMillis);
    }

    static Headers headers() {
        return new RecordHeaders().add(HEADER, "1".getBytes(StandardCharsets.US_ASCII));
    }

    static boolean isHeartbeat(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return key == null && value == null && headers.lastHeader(HEADER) != null;
    }
}
