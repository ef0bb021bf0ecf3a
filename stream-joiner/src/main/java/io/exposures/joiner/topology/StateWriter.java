package io.exposures.joiner.topology;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** Writes the binary form of state: varints, and byte strings with their length in front. */
final class StateWriter {

    private static final int GREATEST_NUMBER = 10;
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private byte[] bytes = new byte[256];
    private int size;

    /** Begins anew, in the same memory. */
    StateWriter clear() {
        size = 0;
        return this;
    }

    /** A number in as few bytes as it needs: the nearer to 0, the fewer. */
    StateWriter number(long value) {
        reserve(GREATEST_NUMBER);
        long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
        while ((rest & -MORE) != 0) {
            bytes[size++] = (byte) (rest | MORE);
            rest >>>= BITS;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** A number in eight bytes. */
    StateWriter fixed(long value) {
        reserve(Long.BYTES);
        ByteBuffer.wrap(bytes, size, Long.BYTES).putLong(value);
        size += Long.BYTES;
        return this;
    }

    StateWriter real(double value) {
        return fixed(Double.doubleToLongBits(value));
    }

    StateWriter bytes(byte[] value) {
        return number(value.length).raw(value);
    }

    /** Bytes that say themselves where they end. */
    StateWriter raw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    StateWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** An id: shorter when it is a UUID. */
    StateWriter id(String value) {
        return raw(StoredId.encode(value));
    }

    StateWriter whole(BigInteger value) {
        return bytes(value.toByteArray());
    }

    StateWriter texts(Collection<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
