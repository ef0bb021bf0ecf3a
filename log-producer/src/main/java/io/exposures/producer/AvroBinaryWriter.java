package io.exposures.producer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    private static final int LEAST_SLACK = 64;
    private static final int LONGEST_VARINT = 10;
    private static final int UUID_LENGTH = 36;
    private static final char[] HEX = hexOfBytes();

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int size;

    /** Starts with room for so many bytes. */
    AvroBinaryWriter(int expectedBytes) {
        bytes = new byte[expectedBytes];
    }

    /** How many bytes are written. */
    int size() {
        return size;
    }

    /** What is written, and perhaps some bytes more; must not be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** Lets go of room that is not needed, if it is worth it. */
    AvroBinaryWriter trimmed() {
        if (bytes.length - size > Math.max(LEAST_SLACK, size / 4)) {
            bytes = Arrays.copyOf(bytes, size);
        }
        return this;
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
        LITTLE_ENDIAN.set(bytes, size, Double.doubleToRawLongBits(value));
        size += Double.BYTES;
    }

    void text(String value) {
        int length = value.length();
        ensure(length + LONGEST_VARINT);
        int start = size;
        number(length);
        byte[] target = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            char next = value.charAt(i);
            if (next > 0x7F) {
                size = start;
                textBeyondAscii(value);
                return;
            }
            target[at + i] = (byte) next;
        }
        size = at + length;
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
        hex(high >>> 32, Integer.BYTES);
        bytes[size++] = '-';
        hex(high >>> 16, Short.BYTES);
        bytes[size++] = '-';
        hex(high, Short.BYTES);
        bytes[size++] = '-';
        hex(low >>> 48, Short.BYTES);
        bytes[size++] = '-';
        hex(low, Integer.BYTES + Short.BYTES);
    }

    /** Writes the low bytes of a number as hexadecimal digits. */
    private void hex(long value, int count) {
        for (int shift = (count - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            int digits = HEX[(int) (value >>> shift) & 0xFF];
            bytes[size] = (byte) (digits >>> Byte.SIZE);
            bytes[size + 1] = (byte) digits;
            size += 2;
        }
    }

    /** The two hexadecimal digits of each byte, the first one in the upper half. */
    private static char[] hexOfBytes() {
        char[] hex = new char[1 << Byte.SIZE];
        for (int value = 0; value < hex.length; value++) {
            hex[value] =
                    (char) (Character.forDigit(value >>> 4, 16) << Byte.SIZE | Character.forDigit(value & 0xF, 16));
        }
        return hex;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), Math.min(bytes.length, 1 << 29) * 2));
        }
    }
}
