package io.exposures.joiner.topology;

import java.util.HashMap;
import java.util.Map;

/**
 * Equal values to one and the same object, so that what many users share (experiments, arms, parameters) is in memory
 * once. Bounded: when it is full it begins anew. Not thread-safe.
 */
final class Interner {

    private static final int LIMIT = 4096;

    private final Map<Object, Object> values = new HashMap<>();

    /** The object that stands for all that are equal to this one. */
    @SuppressWarnings("unchecked") // Equal values of the classes that are interned have the same class.
    <T> T same(T value) {
        if (values.size() >= LIMIT) {
            values.clear();
        }
        Object known = values.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }
}
