package io.exposures.joiner.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Key of an output record, with the userid that its partition is chosen by.
 *
 * @param userid the user; null where the topic is not spread by userid
 * @param bytes the key; null where the input record had none
 */
record OutputKey(@Nullable String userid, @Nullable Bytes bytes) {

    static OutputKey ofUser(String userid, String key) {
        return new OutputKey(userid, utf8(key));
    }

    static OutputKey of(String key) {
        return new OutputKey(null, utf8(key));
    }

    static OutputKey raw(byte @Nullable [] key) {
        return new OutputKey(null, key == null ? null : Bytes.wrap(key));
    }

    private static Bytes utf8(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
