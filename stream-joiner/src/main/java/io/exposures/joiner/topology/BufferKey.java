package io.exposures.joiner.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Key of a buffered outcome: length of the userid (2 bytes), userid, time (8 bytes, sign flipped so that bytes sort as
 * times do), event id. All of a user's outcomes are neighbours, in the order of their times.
 *
 * @param userid the user
 * @param time event time, microseconds since the epoch
 * @param eventId the outcome's id
 */
record BufferKey(String userid, long time, String eventId) {

    Bytes toBytes() {
        byte[] user = userid.getBytes(StandardCharsets.UTF_8);
        byte[] id = eventId.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Short.BYTES + user.length + Long.BYTES + id.length)
                .putShort((short) user.length)
                .put(user)
                .putLong(time ^ Long.MIN_VALUE)
                .put(id)
                .array());
    }

    /** The least key of this user at or after {@code time}. */
    static Bytes lowest(String userid, long time) {
        return new BufferKey(userid, time, "").toBytes();
    }

    static BufferKey parse(Bytes key) {
        ByteBuffer bytes = ByteBuffer.wrap(key.get());
        String userid = text(bytes, bytes.getShort());
        long time = bytes.getLong() ^ Long.MIN_VALUE;
        return new BufferKey(userid, time, text(bytes, bytes.remaining()));
    }

    private static String text(ByteBuffer bytes, int length) {
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
