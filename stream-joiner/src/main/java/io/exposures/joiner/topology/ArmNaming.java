package io.exposures.joiner.topology;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.StoredMap;
import io.exposures.joiner.json.CanonicalJson;
import io.exposures.records.Exposure;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names the arm of an exposure by canonical JSON: the parameters that the definition names, or those that the experiment
 * declares, or all of them. Remembers what it has named, because most exposures have the parameters of others. Not
 * thread-safe.
 */
final class ArmNaming {

    private static final int REMEMBERED = 4096;
    private static final int REMEMBERED_SIZE = 512;

    private final Map<Asked, Named> remembered = new HashMap<>();

    private record Asked(List<String> names, Map<String, @Nullable Object> params) {

        /** Compared for each exposure; the generated method is a chain of handles that is not always inlined. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Asked that && params.equals(that.params) && names.equals(that.names);
        }

        @Override
        public int hashCode() {
            return 31 * names.hashCode() + params.hashCode();
        }
    }

    /**
     * An exposure's parameters.
     *
     * @param params all of them
     * @param arm those that form the arm, as canonical JSON
     * @param armSize bytes of the arm
     */
    record Named(StoredMap params, String arm, int armSize) {}

    Named name(Exposure exposure, BoundDefinition definition) {
        List<String> names = definition.armParams().isEmpty() ? exposure.getDeclared() : definition.armParams();
        Asked asked = new Asked(names, exposure.getParams());
        Named known = remembered.get(asked);
        return known == null ? remember(asked) : known;
    }

    private Named remember(Asked asked) {
        String arm = CanonicalJson.object(asked.names().isEmpty() ? asked.params() : chosen(asked));
        Named named = new Named(StoredMaps.encode(asked.params()), arm, arm.getBytes(StandardCharsets.UTF_8).length);
        if (named.params().bytes().length <= REMEMBERED_SIZE) {
            if (remembered.size() >= REMEMBERED) {
                remembered.clear();
            }
            remembered.put(asked, named);
        }
        return named;
    }

    private static Map<String, @Nullable Object> chosen(Asked asked) {
        Map<String, @Nullable Object> chosen = new HashMap<>(asked.params());
        chosen.keySet().retainAll(asked.names());
        return chosen;
    }
}
