package io.exposures.producer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Hashes parts of a byte array, one after the other, to 128 bits.
 *
 * <p>Two chains of multiply-and-fold steps (the scheme of Wang Yi's wyhash), eight bytes each, both keyed at
 * random once per process. Not for cryptography.
 */
final class KeyHash {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long[] SECRETS = new SecureRandom().longs(4).toArray();

    private long high = SECRETS[0];
    private long low = SECRETS[1];

    /** Adds a part. */
    void add(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            mix((long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << Byte.SIZE | (bytes[at] & 0xFF);
        }
        mix(rest);
        // The length keeps parts apart that differ only in where they end.
        mix(to - from);
    }

    private void mix(long word) {
        high = fold(high ^ word, SECRETS[2] | 1) + word;
        low = fold(low ^ Long.rotateLeft(word, 32), SECRETS[3] | 1) + high;
    }

    private static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ a * b;
    }

    ExposureKey key() {
        return new ExposureKey(fold(high ^ low, SECRETS[3] | 1), fold(low + high, SECRETS[2] | 1) ^ high);
    }
}
