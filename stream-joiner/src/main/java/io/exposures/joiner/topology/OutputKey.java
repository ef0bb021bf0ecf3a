package io.exposures.joiner.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Key of an output record, and what its partition is chosen by.
 *
 * @param userid the user; null where the topic is not spread by userid
 * @param partition the partition itself; null where it is not given
 * @param bytes the key; null where the input record had none
 */
record OutputKey(
        @Nullable String userid,
        @Nullable Integer partition,
        @Nullable Bytes bytes) {

    static OutputKey ofUser(String userid, String key) {
        return new OutputKey(userid, null, utf8(key));
    }

    static OutputKey of(String key) {
        return new OutputKey(null, null, utf8(key));
    }

    static OutputKey raw(byte @Nullable [] key) {
        return new OutputKey(null, null, key == null ? null : Bytes.wrap(key));
    }

    /** No key, in this partition. */
    static OutputKey none(int partition) {
        return new OutputKey(null, partition, null);
    }

    private static Bytes utf8(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
