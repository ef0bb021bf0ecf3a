package io.exposures.quickstart.oracle;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A record of an input topic as the broker holds it.
 *
 * @param partition its partition
 * @param offset its offset
 * @param appendMillis the broker's append time, milliseconds since the epoch
 * @param key its key
 * @param value what it says; null when it cannot be decoded
 * @param heartbeat whether it was written by the joiner to move the clock: no key, no value, and a header that says so
 * @param <T> the record type
 */
public record Logged<T>(
        int partition,
        long offset,
        long appendMillis,
        @Nullable Bytes key,
        @Nullable T value,
        boolean heartbeat) {

    /** A record that is no heartbeat, wherever it is in its partition. */
    public Logged(int partition, long appendMillis, @Nullable Bytes key, @Nullable T value) {
        this(partition, 0, appendMillis, key, value, false);
    }

    boolean isKeyedBy(String userid) {
        return !userid.isEmpty()
                && Bytes.wrap(userid.getBytes(StandardCharsets.UTF_8)).equals(key);
    }
}
