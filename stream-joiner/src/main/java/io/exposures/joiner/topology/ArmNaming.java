package io.exposures.joiner.topology;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.json.CanonicalJson;
import io.exposures.records.Exposure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arm of an exposure as canonical JSON: the parameters that the definition names, or those that the experiment
 * declares, or all of them.
 */
final class ArmNaming {

    private ArmNaming() {}

    static String armOf(Exposure exposure, BoundDefinition definition) {
        List<String> names = definition.armParams().isEmpty() ? exposure.getDeclared() : definition.armParams();
        if (names.isEmpty()) {
            return CanonicalJson.object(exposure.getParams());
        }
        Map<String, @Nullable Object> named = new HashMap<>(exposure.getParams());
        named.keySet().retainAll(names);
        return CanonicalJson.object(named);
    }
}
