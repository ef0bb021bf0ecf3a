package io.exposures.quickstart.oracle;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A record of an input topic as the broker holds it.
 *
 * @param partition its partition
 * @param appendMillis the broker's append time, milliseconds since the epoch
 * @param key its key
 * @param value what it says; null when it cannot be decoded
 * @param <T> the record type
 */
public record Logged<T>(
        int partition,
        long appendMillis,
        @Nullable Bytes key,
        @Nullable T value) {

    boolean isKeyedBy(String userid) {
        return !userid.isEmpty()
                && Bytes.wrap(userid.getBytes(StandardCharsets.UTF_8)).equals(key);
    }
}
