package io.exposures.joiner.topology;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.ByteUtils;

/** Reads what {@link StateWriter} wrote. */
final class StateReader {

    private final ByteBuffer bytes;

    StateReader(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    /** Reads from the buffer's position. */
    StateReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    long number() {
        return ByteUtils.readVarlong(bytes);
    }

    int size() {
        return size(bytes);
    }

    /** A length or count at the buffer's position. */
    static int size(ByteBuffer in) {
        return Math.toIntExact(ByteUtils.readVarlong(in));
    }

    /** What {@link StateWriter#id} wrote. */
    String id() {
        return StoredId.decode(bytes);
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    double real() {
        return bytes.getDouble();
    }

    byte[] bytes() {
        byte[] value = new byte[size()];
        bytes.get(value);
        return value;
    }

    String text() {
        int length = size();
        int start = bytes.position();
        bytes.position(start + length);
        return new String(bytes.array(), bytes.arrayOffset() + start, length, StandardCharsets.UTF_8);
    }

    BigInteger whole() {
        return new BigInteger(bytes());
    }

    List<String> texts() {
        int size = size();
        List<String> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(text());
        }
        return values;
    }

    /** Checks the version that every stored value starts with. */
    StateReader version(int expected, String what) {
        long version = number();
        if (version != expected) {
            throw new IllegalStateException(
                    "stored " + what + ": expected format " + expected + ", found " + version + "; rebuild the state");
        }
        return this;
    }
}
