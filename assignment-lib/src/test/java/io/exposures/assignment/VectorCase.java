package io.exposures.assignment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A case of the test vectors, or a part of one. */
record VectorCase(Map<?, ?> json) {

    static VectorCase of(@Nullable Object json) {
        return new VectorCase((Map<?, ?>) Objects.requireNonNull(json));
    }

    boolean has(String key) {
        return json.containsKey(key);
    }

    @Nullable
    Object get(String key) {
        return json.get(key);
    }

    String text(String key) {
        return (String) Objects.requireNonNull(json.get(key), key);
    }

    int integer(String key) {
        return ((Long) Objects.requireNonNull(json.get(key), key)).intValue();
    }

    List<?> list(String key) {
        return (List<?>) Objects.requireNonNull(json.get(key), key);
    }

    /** The map of that key, empty if there is none. */
    @SuppressWarnings("unchecked") // JSON has strings as keys
    Map<String, @Nullable Object> map(String key) {
        return json.get(key) == null ? Map.of() : (Map<String, @Nullable Object>) json.get(key);
    }

    boolean hasTag(String tag) {
        return json.get("tags") instanceof List<?> tags && tags.contains(tag);
    }
}
