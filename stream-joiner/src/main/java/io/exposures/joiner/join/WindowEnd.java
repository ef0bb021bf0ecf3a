package io.exposures.joiner.join;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The end of a unit's attribution window: units mature in the order of these, by time and then by user and unit.
 *
 * @param time first exposure plus window, microseconds since the epoch
 * @param userid the user
 * @param unit the unit
 */
public record WindowEnd(long time, String userid, UnitKey unit) {

    static WindowEnd of(String userid, UnitKey key, UnitState unit, ExperimentRules rules) {
        return new WindowEnd(unit.first().time() + rules.window(), userid, key);
    }

    /** Whether the window of its unit, as it is now, ends there. */
    boolean isOf(UnitState now, ExperimentRules rules) {
        return time == now.first().time() + rules.window();
    }

    /** The place in the order, as bytes that sort so: the time with its sign flipped, then each text after its length. */
    public byte[] place() {
        byte[] user = utf8(userid);
        byte[] name = utf8(unit.experiment().name());
        byte[] salt = utf8(unit.experiment().salt());
        byte[] text = utf8(unit.unit());
        int size = Long.BYTES + 4 * Short.BYTES + user.length + name.length + salt.length + text.length;
        ByteBuffer bytes = ByteBuffer.allocate(size).putLong(time ^ Long.MIN_VALUE);
        for (byte[] part : new byte[][] {user, name, salt, text}) {
            bytes.putShort((short) part.length).put(part);
        }
        return bytes.array();
    }

    /** The window end at a place. */
    public static WindowEnd at(byte[] place) {
        ByteBuffer bytes = ByteBuffer.wrap(place);
        long time = bytes.getLong() ^ Long.MIN_VALUE;
        String userid = text(bytes);
        ExperimentId experiment = new ExperimentId(text(bytes), text(bytes));
        return new WindowEnd(time, userid, new UnitKey(experiment, text(bytes)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
