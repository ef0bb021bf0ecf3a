package io.exposures.joiner.topology;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Values that are too large for a record of the changelog, which brokers would refuse again after every restart. They
 * lie in pieces behind all other keys, and under their own key is how many pieces there are.
 *
 * <p>The key of a piece begins with a byte that no UTF-8 text has, and so does the value under the key.
 */
final class LargeValues {

    /** Behind all keys that are text; no key itself. */
    static final Bytes PIECES = Bytes.wrap(new byte[] {(byte) 0xFF});

    static final int PIECE_BYTES = 4_194_304;

    private static final byte MARK = (byte) 0xFF;

    private LargeValues() {}

    /**
     * Adds the entries that put a value in the place of another one.
     *
     * @param entries takes them
     * @param key key of the value, which begins as UTF-8 text does
     * @param before bytes of the value that is stored; 0 for none
     * @param after the value to be stored; null for none; does not begin with 0xFF
     */
    static void replace(List<KeyValue<Bytes, byte[]>> entries, Bytes key, int before, byte @Nullable [] after) {
        int pieces = after == null ? 0 : pieces(after.length);
        entries.add(KeyValue.pair(key, pieces == 0 || after == null ? after : header(pieces, after)));
        for (int i = 0; i < pieces && after != null; i++) {
            int from = i * PIECE_BYTES;
            byte[] piece = new byte[Math.min(PIECE_BYTES, after.length - from)];
            System.arraycopy(after, from, piece, 0, piece.length);
            entries.add(KeyValue.pair(pieceKey(key, i), piece));
        }
        for (int i = pieces; i < pieces(before); i++) {
            entries.add(KeyValue.pair(pieceKey(key, i), null));
        }
    }

    /**
     * The whole value.
     *
     * @param store has the pieces
     * @param key key of the value
     * @param stored what is under the key; null for nothing
     * @throws InvalidStateStoreException if the pieces are being replaced by another thread
     */
    static byte @Nullable [] whole(ReadOnlyKeyValueStore<Bytes, byte[]> store, Bytes key, byte @Nullable [] stored) {
        if (stored == null || stored.length == 0 || stored[0] != MARK) {
            return stored;
        }
        ByteBuffer header = ByteBuffer.wrap(stored).position(1);
        int pieces = header.getInt();
        ByteBuffer whole = ByteBuffer.allocate(header.getInt());
        for (int i = 0; i < pieces; i++) {
            byte[] piece = store.get(pieceKey(key, i));
            if (piece == null || piece.length > whole.remaining()) {
                throw torn(key);
            }
            whole.put(piece);
        }
        if (whole.hasRemaining() || checksum(whole.array()) != header.getLong()) {
            throw torn(key);
        }
        return whole.array();
    }

    private static InvalidStateStoreException torn(Bytes key) {
        return new InvalidStateStoreException("the pieces of " + key + " do not fit together: they are being written");
    }

    private static int pieces(int bytes) {
        return bytes <= PIECE_BYTES ? 0 : (bytes + PIECE_BYTES - 1) / PIECE_BYTES;
    }

    private static byte[] header(int pieces, byte[] value) {
        return ByteBuffer.allocate(1 + 2 * Integer.BYTES + Long.BYTES)
                .put(MARK)
                .putInt(pieces)
                .putInt(value.length)
                .putLong(checksum(value))
                .array();
    }

    private static long checksum(byte[] value) {
        CRC32C checksum = new CRC32C();
        checksum.update(value);
        return checksum.getValue();
    }

    private static Bytes pieceKey(Bytes key, int piece) {
        byte[] text = key.get();
        return Bytes.wrap(ByteBuffer.allocate(1 + text.length + Integer.BYTES)
                .put(MARK)
                .put(text)
                .putInt(piece)
                .array());
    }
}
