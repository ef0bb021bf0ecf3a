package io.exposures.assignment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Uses of reserved names that an implementation may refuse, or give another meaning. */
final class ReservedNames {
    private ReservedNames() {}

    /** Whether a script computes its experiment's salt, or uses a name that is internal to the reference. */
    static boolean mayDiffer(VectorCase script) {
        return script.hasTag("reserved") && isDoubtful(script.get("json"));
    }

    private static boolean isDoubtful(@Nullable Object json) {
        if (json instanceof List<?> list) {
            return list.stream().anyMatch(ReservedNames::isDoubtful);
        }
        if (!(json instanceof Map<?, ?> map)) {
            return false;
        }
        Object name = map.get("var");
        boolean isInternal = "_data".equals(name) || "_overrides".equals(name);
        boolean isComputed = "experiment_salt".equals(name) && map.get("value") instanceof Map<?, ?>;
        return isInternal || isComputed || map.values().stream().anyMatch(ReservedNames::isDoubtful);
    }
}
