package io.exposures.joiner.join;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How far maturing has come: units whose window ends before this place in the order of {@link WindowEnd} are counted as
 * matured, all others as open. So no unit has to be marked, and none can be half moved.
 */
public final class Matured {

    /** No unit is matured. */
    public static final Matured NONE = before(Long.MIN_VALUE);

    private final byte[] place;
    private final long time;

    private Matured(byte[] place) {
        this.place = place;
        this.time = ByteBuffer.wrap(place).getLong() ^ Long.MIN_VALUE;
    }

    /** All whose window ends before this time, microseconds since the epoch. */
    static Matured before(long time) {
        return new Matured(
                ByteBuffer.allocate(Long.BYTES).putLong(time ^ Long.MIN_VALUE).array());
    }

    /** All up to this one. */
    static Matured upTo(WindowEnd end) {
        byte[] place = end.place();
        return new Matured(Arrays.copyOf(place, place.length + 1));
    }

    /** What was stored. */
    public static Matured at(byte[] place) {
        return new Matured(place);
    }

    /** The least place that is not matured yet. */
    public byte[] place() {
        return place.clone();
    }

    /** Every unit whose window ends before this event time, microseconds since the epoch, is matured. */
    public long time() {
        return time;
    }

    /** Whether no unit can be matured yet. */
    public boolean isNone() {
        return time == Long.MIN_VALUE;
    }

    /** Whether a unit whose window ends there is matured. */
    public boolean includes(WindowEnd end) {
        if (end.time() != time) {
            return end.time() < time;
        }
        return Arrays.compareUnsigned(end.place(), place) < 0;
    }
}
