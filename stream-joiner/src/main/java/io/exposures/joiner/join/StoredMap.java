package io.exposures.joiner.join;

import java.util.Arrays;

/** A map of values in its stored form, opaque to the join: equal maps have equal bytes. */
public final class StoredMap {

    /** The empty map. */
    public static final StoredMap EMPTY = new StoredMap(new byte[0]);

    private final byte[] bytes;
    private int hash;

    private StoredMap(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes over {@code bytes}, which nobody changes afterwards. */
    public static StoredMap of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new StoredMap(bytes);
    }

    /** The stored form; not to be changed. Empty for the empty map. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof StoredMap that && Arrays.equals(bytes, that.bytes));
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = Arrays.hashCode(bytes);
        }
        return hash;
    }

    @Override
    public String toString() {
        return "StoredMap[" + bytes.length + " bytes]";
    }
}
