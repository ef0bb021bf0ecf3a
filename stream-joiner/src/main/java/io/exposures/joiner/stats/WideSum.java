package io.exposures.joiner.stats;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * An integer of several 64-bit words inside a larger array: two's complement, lowest word first.
 *
 * @param at index of the lowest word
 * @param size number of words, at least 2
 */
record WideSum(int at, int size) {
    /** Adds a number of one word. */
    void add(long[] words, long value) {
        add(words, value, value >> 63, value >> 63);
    }

    /** Adds a·b. */
    void addProduct(long[] words, long a, long b) {
        long high = Math.multiplyHigh(a, b);
        add(words, a * b, high, high >> 63);
    }

    /** Adds a³; needs at least three words. */
    void addCube(long[] words, long a) {
        long low = a * a;
        long high = Math.multiplyHigh(a, a);
        // a² is (high, low) with low unsigned, while multiplyHigh reads it as signed: hence the correction.
        long middle = Math.multiplyHigh(low, a) + (low < 0 ? a : 0);
        long second = middle + high * a;
        long carry = Long.compareUnsigned(second, middle) < 0 ? 1 : 0;
        long third = (middle >> 63) + Math.multiplyHigh(high, a) + carry;
        add(words, low * a, second, third);
    }

    /** Adds the number at the same place of another array. */
    void add(long[] words, long[] addend) {
        long carry = 0;
        for (int i = at; i < at + size; i++) {
            carry = addWord(words, i, addend[i], carry);
        }
    }

    /** Subtracts the number at the same place of another array. */
    void subtract(long[] words, long[] subtrahend) {
        long carry = 1;
        for (int i = at; i < at + size; i++) {
            carry = addWord(words, i, ~subtrahend[i], carry);
        }
    }

    BigInteger read(long[] words) {
        ByteBuffer bytes = ByteBuffer.allocate(size * Long.BYTES);
        for (int i = size - 1; i >= 0; i--) {
            bytes.putLong(words[at + i]);
        }
        return new BigInteger(bytes.array());
    }

    void write(long[] words, BigInteger value) {
        if (value.bitLength() >= size * Long.SIZE) {
            throw new ArithmeticException("sum of " + value.bitLength() + " bits, at most " + (size * Long.SIZE - 1));
        }
        for (int i = 0; i < size; i++) {
            words[at + i] = value.shiftRight(i * Long.SIZE).longValue();
        }
    }

    private void add(long[] words, long first, long second, long third) {
        long carry = addWord(words, at, first, 0);
        carry = addWord(words, at + 1, second, carry);
        for (int i = 2; i < size; i++) {
            carry = addWord(words, at + i, i == 2 ? third : third >> 63, carry);
        }
    }

    private static long addWord(long[] words, int i, long value, long carry) {
        long partial = words[i] + value;
        long sum = partial + carry;
        words[i] = sum;
        boolean overflow = Long.compareUnsigned(partial, value) < 0 || Long.compareUnsigned(sum, partial) < 0;
        return overflow ? 1 : 0;
    }
}
