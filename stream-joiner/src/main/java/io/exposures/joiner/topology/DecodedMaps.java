package io.exposures.joiner.topology;

import io.exposures.joiner.join.StoredMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes stored maps, and remembers small ones: most rows carry the parameters of others. Not thread-safe. */
final class DecodedMaps {

    private static final int REMEMBERED = 4096;
    private static final int REMEMBERED_SIZE = 512;

    private final Map<StoredMap, Map<String, @Nullable Object>> remembered = new HashMap<>();

    /** The map, which nobody may change. */
    Map<String, @Nullable Object> decode(StoredMap stored) {
        if (stored.bytes().length > REMEMBERED_SIZE) {
            return StoredMaps.decode(stored);
        }
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
        }
        return remembered.computeIfAbsent(stored, StoredMaps::decode);
    }
}
