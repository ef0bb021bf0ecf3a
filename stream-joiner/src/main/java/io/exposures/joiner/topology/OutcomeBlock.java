package io.exposures.joiner.topology;

import io.exposures.joiner.join.BufferedOutcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a user's outcomes in their stored form, one behind the other as they came. They are looked through without
 * being decoded, and the whole is written as it is: most records only add an entry at the end.
 *
 * <p>An entry is its time (8 bytes), its id, and after its length the same content as in {@link BufferStore}.
 */
final class OutcomeBlock {

    static final OutcomeBlock EMPTY = new OutcomeBlock(new byte[0]);

    private static final Comparator<BufferedOutcome> ORDER =
            Comparator.comparingLong(BufferedOutcome::time).thenComparing(BufferedOutcome::eventId);

    private final byte[] entries;

    private OutcomeBlock(byte[] entries) {
        this.entries = entries;
    }

    /** Takes over what {@link #bytes} gave. */
    static OutcomeBlock of(byte[] entries) {
        return entries.length == 0 ? EMPTY : new OutcomeBlock(entries);
    }

    static OutcomeBlock of(List<BufferedOutcome> outcomes) {
        StateWriter out = new StateWriter();
        outcomes.forEach(outcome -> write(out, outcome));
        return of(out.toBytes());
    }

    /** The stored form; not to be changed. */
    byte[] bytes() {
        return entries;
    }

    boolean isEmpty() {
        return entries.length == 0;
    }

    @Nullable
    BufferedOutcome find(long time, String eventId) {
        int place = place(time, eventId);
        return place < 0 ? null : read(ByteBuffer.wrap(entries).position(place));
    }

    /** Where the entry with this identity begins; -1 when there is none. */
    private int place(long time, String eventId) {
        ByteBuffer in = ByteBuffer.wrap(entries);
        byte[] id = null;
        while (in.hasRemaining()) {
            int start = in.position();
            boolean sameTime = in.getLong() == time;
            int idStart = in.position();
            StoredId.skip(in);
            if (sameTime) {
                id = id == null ? StoredId.encode(eventId) : id;
                if (Arrays.equals(entries, idStart, in.position(), id, 0, id.length)) {
                    return start;
                }
            }
            skipContent(in);
        }
        return -1;
    }

    /** Entries at or after {@code from} and before {@code to}, microseconds, in the order of time and id. */
    List<BufferedOutcome> between(long from, long to) {
        if (isEmpty()) {
            return List.of();
        }
        List<BufferedOutcome> found = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(entries);
        while (in.hasRemaining()) {
            long time = in.getLong(in.position());
            if (time >= from && time < to) {
                found.add(read(in));
            } else {
                in.position(in.position() + Long.BYTES);
                StoredId.skip(in);
                skipContent(in);
            }
        }
        found.sort(ORDER);
        return found;
    }

    /** All entries, in the order of time and id. */
    List<BufferedOutcome> all() {
        return between(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** With this outcome, in the place of one of the same identity if there is one. */
    OutcomeBlock with(BufferedOutcome outcome) {
        byte[] kept = place(outcome.time(), outcome.eventId()) < 0 ? entries : without(outcome).entries;
        StateWriter out = new StateWriter();
        write(out, outcome);
        byte[] added = out.toBytes();
        byte[] all = Arrays.copyOf(kept, kept.length + added.length);
        System.arraycopy(added, 0, all, kept.length, added.length);
        return new OutcomeBlock(all);
    }

    private OutcomeBlock without(BufferedOutcome outcome) {
        return of(all().stream()
                .filter(other ->
                        other.time() != outcome.time() || !other.eventId().equals(outcome.eventId()))
                .toList());
    }

    /** Those at this time and later, microseconds. */
    OutcomeBlock from(long time) {
        List<BufferedOutcome> all = all();
        return all.isEmpty() || all.get(0).time() >= time ? this : of(between(time, Long.MAX_VALUE));
    }

    private static void write(StateWriter out, BufferedOutcome outcome) {
        out.fixed(outcome.time()).raw(StoredId.encode(outcome.eventId())).bytes(BufferStore.encode(outcome));
    }

    private static BufferedOutcome read(ByteBuffer in) {
        long time = in.getLong();
        String id = StoredId.decode(in);
        byte[] content = new byte[StateReader.size(in)];
        in.get(content);
        return BufferStore.decode(time, id, content);
    }

    private static void skipContent(ByteBuffer in) {
        int length = StateReader.size(in);
        in.position(in.position() + length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutcomeBlock that && Arrays.equals(entries, that.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        return "OutcomeBlock" + all();
    }
}
