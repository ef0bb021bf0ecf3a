package io.exposures.joiner.topology;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Input bytes to a record whose key and userid agree.
 *
 * @param <T> the record type
 */
final class InputDecoder<T extends SpecificRecord> {

    private static final int USERID_LIMIT = 1024;
    private static final int NAME_LIMIT = 1024;

    private final String topic;
    private final Deserializer<T> deserializer;
    private final Patience patience;

    InputDecoder(String topic, Deserializer<T> deserializer, Patience patience) {
        this.topic = topic;
        this.deserializer = deserializer;
        this.patience = patience;
    }

    T decode(byte @Nullable [] key, byte @Nullable [] value) throws RefusedRecordException {
        if (key == null) {
            throw new RefusedRecordException("no_key", "the key is null; expected the userid");
        }
        if (value == null) {
            throw new RefusedRecordException("no_value", "the value is null; expected a record");
        }
        try {
            return patience.with(() -> deserializer.deserialize(topic, value));
        } catch (SerializationException e) {
            throw new RefusedRecordException("not_decodable", String.valueOf(e.getMessage()));
        }
    }

    static void checkUserid(byte[] key, String userid) throws RefusedRecordException {
        byte[] expected = userid.getBytes(StandardCharsets.UTF_8);
        if (expected.length == 0 || expected.length > USERID_LIMIT) {
            throw new RefusedRecordException(
                    "bad_userid", "the userid has " + expected.length + " bytes; expected 1 to " + USERID_LIMIT);
        }
        if (!Arrays.equals(key, expected)) {
            throw new RefusedRecordException("key_is_not_userid", "the key is not the record's userid");
        }
    }

    static void checkName(String field, String text) throws RefusedRecordException {
        if (text.isEmpty() || text.length() > NAME_LIMIT) {
            throw new RefusedRecordException(
                    "bad_" + field, field + " has " + text.length() + " characters; expected 1 to " + NAME_LIMIT);
        }
    }

    static void checkSize(String field, int size, int limit) throws RefusedRecordException {
        if (size > limit) {
            throw new RefusedRecordException(
                    field + "_too_long", field + " has " + size + " bytes; expected at most " + limit);
        }
    }

    /** Event time in microseconds; times beyond what a long holds stand for the end of the range. */
    static long micros(Instant time) {
        try {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000);
        } catch (ArithmeticException e) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
