package io.exposures.joiner.topology;

import io.exposures.records.Exposure;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arm of an exposure: the parameters that the experiment declares, or all of them, as canonical JSON. */
final class ArmNaming {

    private ArmNaming() {}

    static String armOf(Exposure exposure) {
        Map<String, @Nullable Object> params = exposure.getParams();
        if (exposure.getDeclared().isEmpty()) {
            return CanonicalJson.object(params);
        }
        Map<String, @Nullable Object> declared = new HashMap<>(params);
        declared.keySet().retainAll(exposure.getDeclared());
        return CanonicalJson.object(declared);
    }
}
