package io.exposures.joiner.topology;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cache of byte strings by byte strings, in a few large arrays that the garbage collector never looks into:
 * objects of its own for each entry would cost it more than the cache saves. Not thread-safe.
 *
 * <p>Entries are appended to chunks; a new value of a key is appended too, and the index points to it. When there is no
 * room, the oldest chunk is overwritten, whatever is in it; an entry that is asked for while it is in the oldest quarter
 * is appended again. The index is an open-addressing table of positions, with some bits of the hash in each, so that few
 * entries of other keys are looked at. Positions of what was overwritten are found to be so, and leave the table when it
 * is made anew.
 */
final class ByteCache {

    private static final int HEADER = 2 * Integer.BYTES;
    private static final int TAG_BITS = 12;
    private static final int TAG_MASK = (1 << TAG_BITS) - 1;
    private static final int LEAST_SLOTS = 64;
    private static final int OLDEST_PART = 4;
    private static final byte[] NOTHING = {};

    private final int chunkSize;
    private final CacheBudget budget;
    private final List<byte[]> chunks = new ArrayList<>();
    private long firstChunk;
    private int end;
    private long[] slots = new long[LEAST_SLOTS];
    private int taken;

    /**
     * An empty cache.
     *
     * @param budget how many chunks there may be
     * @param chunkSize bytes of each
     */
    ByteCache(CacheBudget budget, int chunkSize) {
        this.budget = budget;
        this.chunkSize = chunkSize;
    }

    /**
     * The value of a key, valid until the next call; empty when the key is known to have none, and null when nothing is
     * known.
     */
    @Nullable
    ByteBuffer get(byte[] key) {
        int slot = slot(key, hash(key));
        if (slots[slot] == 0) {
            return null;
        }
        ByteBuffer value = value(position(slot));
        return isOld(position(slot)) ? renewed(key, value) : value;
    }

    private boolean isOld(long position) {
        return chunks.size() >= OLDEST_PART && position / chunkSize - firstChunk < chunks.size() / OLDEST_PART;
    }

    private ByteBuffer renewed(byte[] key, ByteBuffer value) {
        byte[] copy = new byte[value.remaining()];
        value.get(copy);
        put(key, copy);
        return ByteBuffer.wrap(copy);
    }

    /** Remembers the value of a key; null when it has none. */
    void put(byte[] key, byte @Nullable [] value) {
        byte[] content = value == null ? NOTHING : value;
        int size = HEADER + key.length + content.length;
        if (size > chunkSize / 2) {
            forget(key);
            return;
        }
        makeRoom(size);
        long position = (firstChunk + chunks.size() - 1) * chunkSize + end;
        ByteBuffer.wrap(chunks.get(chunks.size() - 1), end, size)
                .putInt(key.length)
                .putInt(content.length)
                .put(key)
                .put(content);
        end += size;
        point(key, position);
    }

    /** What is too large is not remembered, and what was remembered before must not be found. */
    private void forget(byte[] key) {
        int slot = slot(key, hash(key));
        if (slots[slot] != 0) {
            ByteBuffer header = ByteBuffer.wrap(chunk(position(slot)), offset(position(slot)), HEADER);
            header.putInt(-1);
        }
    }

    private void makeRoom(int size) {
        if (!chunks.isEmpty() && end + size <= chunkSize) {
            return;
        }
        byte[] next = null;
        int share = budget.share();
        while (chunks.size() >= share) {
            next = chunks.remove(0);
            firstChunk++;
        }
        chunks.add(next == null ? new byte[chunkSize] : next);
        end = 0;
    }

    private void point(byte[] key, long position) {
        if (taken * 2 >= slots.length) {
            rebuild();
        }
        long hash = hash(key);
        int slot = slot(key, hash);
        taken += slots[slot] == 0 ? 1 : 0;
        slots[slot] = ((position + 1) << TAG_BITS) | tag(hash);
    }

    /** Leaves out what has been overwritten, and makes the table at least four times as large as what is left. */
    private void rebuild() {
        long[] old = slots;
        long kept = Arrays.stream(old).filter(this::isThere).count();
        int size = Math.max(LEAST_SLOTS, Integer.highestOneBit((int) kept) * 8);
        slots = new long[size];
        taken = 0;
        for (long entry : old) {
            if (isThere(entry)) {
                place(entry);
            }
        }
    }

    private void place(long entry) {
        byte[] key = key(position(entry));
        int slot = first(hash(key));
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = entry;
        taken++;
    }

    private boolean isThere(long entry) {
        return entry != 0
                && position(entry) / chunkSize >= firstChunk
                && ByteBuffer.wrap(chunk(position(entry))).getInt(offset(position(entry))) >= 0;
    }

    /** The slot of this key, or the empty one where it would be put. */
    private int slot(byte[] key, long hash) {
        int slot = first(hash);
        while (slots[slot] != 0 && !isOf(slots[slot], key, hash)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean isOf(long entry, byte[] key, long hash) {
        if ((entry & TAG_MASK) != tag(hash) || position(entry) / chunkSize < firstChunk) {
            return false;
        }
        byte[] chunk = chunk(position(entry));
        int at = offset(position(entry));
        return ByteBuffer.wrap(chunk).getInt(at) == key.length
                && Arrays.equals(chunk, at + HEADER, at + HEADER + key.length, key, 0, key.length);
    }

    private ByteBuffer value(long position) {
        byte[] chunk = chunk(position);
        ByteBuffer header = ByteBuffer.wrap(chunk, offset(position), HEADER);
        int keyLength = header.getInt();
        return ByteBuffer.wrap(chunk, offset(position) + HEADER + keyLength, header.getInt());
    }

    private byte[] key(long position) {
        byte[] chunk = chunk(position);
        int at = offset(position);
        return Arrays.copyOfRange(
                chunk, at + HEADER, at + HEADER + ByteBuffer.wrap(chunk).getInt(at));
    }

    private byte[] chunk(long position) {
        return chunks.get((int) (position / chunkSize - firstChunk));
    }

    private int offset(long position) {
        return (int) (position % chunkSize);
    }

    private long position(int slot) {
        return position(slots[slot]);
    }

    private static long position(long entry) {
        return (entry >>> TAG_BITS) - 1;
    }

    /** Low bits are of no use: partitions are chosen by a hash of the same bytes. */
    private static long hash(byte[] key) {
        return Arrays.hashCode(key) * 0x9E3779B97F4A7C15L;
    }

    private int first(long hash) {
        return (int) (hash >>> Integer.SIZE) & (slots.length - 1);
    }

    private static int tag(long hash) {
        return (int) (hash >>> (Integer.SIZE - TAG_BITS)) & TAG_MASK;
    }

    /** Forgets everything. */
    void clear() {
        chunks.clear();
        firstChunk = 0;
        end = 0;
        slots = new long[LEAST_SLOTS];
        taken = 0;
    }
}
