package io.exposures.assignment.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the reference implementation would have changed in the script during an evaluation: it writes salts into the right
 * sides of executed assignments, and lets constant lists grow that are units.
 */
final class Trace {
    private final Set<Object> executed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Object, @Nullable Object> copies = new IdentityHashMap<>();

    void executed(Map<?, ?> assignment) {
        executed.add(assignment);
    }

    void copied(@Nullable Object constant, @Nullable Object copy) {
        copies.put(constant, copy);
    }

    /** The script as it is after the evaluation. */
    @Nullable
    Object changed(@Nullable Object json) {
        if (copies.containsKey(json)) {
            return copies.get(json);
        }
        if (json instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(changed(element)));
            return copy;
        }
        if (json instanceof Map<?, ?> map) {
            return changedMap(map);
        }
        return json;
    }

    private Map<Object, @Nullable Object> changedMap(Map<?, ?> map) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key, changed(value)));
        if (executed.contains(map) && copy.get("value") instanceof Map<?, ?> value && value.containsKey("op")) {
            Map<Object, @Nullable Object> salted = new LinkedHashMap<>(value);
            salted.putIfAbsent("salt", map.get("var"));
            copy.put("value", salted);
        }
        return copy;
    }
}
