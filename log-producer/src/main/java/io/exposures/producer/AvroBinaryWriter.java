package io.exposures.producer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro's binary encoding (Apache Avro specification, "Binary Encoding") into a byte array that grows.
 *
 * <p>Avro's own encoder is made to be reused: it needs a pool, which threads would contend for or leave things behind
 * in. This one is thrown away with the record.
 */
final class AvroBinaryWriter {

    private static final int INITIAL_BYTES = 384;
    private static final int LONGEST_VARINT = 10;
    private static final int UUID_LENGTH = 36;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int size;

    /** How many bytes are written. */
    int size() {
        return size;
    }

    /** A part of what is written, one char a byte. */
    String latin1(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Writes bytes that are encoded already. */
    void raw(byte[] encoded) {
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    void bool(boolean value) {
        ensure(1);
        bytes[size++] = (byte) (value ? 1 : 0);
    }

    /** Writes a long, an int, or the index of a union's branch: zig-zag, then seven bits a byte. */
    void number(long value) {
        ensure(LONGEST_VARINT);
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void floating(double value) {
        ensure(Double.BYTES);
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[size++] = (byte) (bits >>> shift);
        }
    }

    void text(String value) {
        int length = value.length();
        ensure(length + LONGEST_VARINT);
        int start = size;
        number(length);
        for (int i = 0; i < length; i++) {
            char next = value.charAt(i);
            if (next > 0x7F) {
                size = start;
                textBeyondAscii(value);
                return;
            }
            bytes[size + i] = (byte) next;
        }
        size += length;
    }

    private void textBeyondAscii(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        raw(encoded);
    }

    /** Writes a text or null, as the union of null and string, in this order. */
    void optionalText(@Nullable String value) {
        if (value == null) {
            number(0);
        } else {
            number(1);
            text(value);
        }
    }

    /** Writes the usual text form of a UUID. */
    void uuid(UUID id) {
        ensure(UUID_LENGTH + LONGEST_VARINT);
        number(UUID_LENGTH);
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        hex(high >>> 32, 8);
        bytes[size++] = '-';
        hex(high >>> 16, 4);
        bytes[size++] = '-';
        hex(high, 4);
        bytes[size++] = '-';
        hex(low >>> 48, 4);
        bytes[size++] = '-';
        hex(low, 12);
    }

    private void hex(long value, int digits) {
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            bytes[size + i] = HEX[(int) (rest & 0xF)];
            rest >>>= 4;
        }
        size += digits;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), Math.min(bytes.length, 1 << 29) * 2));
        }
    }
}
