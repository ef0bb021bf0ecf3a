package io.exposures.joiner.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of an id: 17 bytes for a UUID in its usual spelling, else its text after its length. An id is never
 * empty, so a length of 0 says that a UUID follows. Equal ids have equal bytes.
 */
final class StoredId {

    private static final int UUID_CHARS = 36;
    private static final int UUID_BYTES = 16;
    private static final int HEX = 16;
    private static final int NIBBLE = 4;
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private StoredId() {}

    static byte[] encode(String id) {
        byte[] uuid = uuid(id);
        return uuid == null ? new StateWriter().text(id).toBytes() : uuid;
    }

    /** Null unless decoding would give the same text again. */
    private static byte @Nullable [] uuid(String id) {
        if (id.length() != UUID_CHARS) {
            return null;
        }
        byte[] bytes = new byte[1 + UUID_BYTES];
        int nibbles = 2;
        for (int i = 0; i < UUID_CHARS; i++) {
            char c = id.charAt(i);
            if (isDash(i)) {
                if (c != '-') {
                    return null;
                }
                continue;
            }
            int digit = digit(c);
            if (digit < 0) {
                return null;
            }
            bytes[nibbles >> 1] |= (byte) ((nibbles & 1) == 0 ? digit << NIBBLE : digit);
            nibbles++;
        }
        return bytes;
    }

    private static boolean isDash(int place) {
        return place == 8 || place == 13 || place == 18 || place == 23;
    }

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    /** Reads the id at the buffer's position. */
    static String decode(ByteBuffer in) {
        int length = StateReader.size(in);
        if (length == 0) {
            return uuid(in);
        }
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static String uuid(ByteBuffer in) {
        byte[] text = new byte[UUID_CHARS];
        int at = 0;
        for (int i = 0; i < UUID_BYTES; i++) {
            if (isDash(at)) {
                text[at++] = '-';
            }
            byte value = in.get();
            text[at++] = (byte) DIGITS[(value >> NIBBLE) & (HEX - 1)];
            text[at++] = (byte) DIGITS[value & (HEX - 1)];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Moves the buffer's position behind the id. */
    static void skip(ByteBuffer in) {
        int length = StateReader.size(in);
        in.position(in.position() + (length == 0 ? UUID_BYTES : length));
    }
}
