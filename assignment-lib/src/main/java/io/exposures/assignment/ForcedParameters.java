package io.exposures.assignment;

import io.exposures.assignment.values.TextForm;
import io.exposures.assignment.values.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that certain units get whatever their experiments assign, for tests and for looking at one's own arm. All
 * other units keep their assignment, so the true weights hold. Immutable.
 */
public final class ForcedParameters {
    private static final List<String> USERID = List.of("userid");
    private static final ForcedParameters NONE = new ForcedParameters(Map.of());

    private final Map<List<String>, Map<String, @Nullable Object>> byUnit;

    private ForcedParameters(Map<List<String>, Map<String, @Nullable Object>> byUnit) {
        this.byUnit = byUnit;
    }

    /** Forces nothing. */
    public static ForcedParameters none() {
        return NONE;
    }

    /** Forces parameters for one more unit, for example a userid. */
    public ForcedParameters forUnit(Object unit, Map<String, ? extends @Nullable Object> params) {
        return forUnit(List.of(unit), params);
    }

    /** Forces parameters for one more unit, which several inputs form together. */
    public ForcedParameters forUnit(
            List<? extends @Nullable Object> unit, Map<String, ? extends @Nullable Object> params) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        params.forEach((name, value) -> values.put(name, Values.of(value)));
        Map<List<String>, Map<String, @Nullable Object>> more = new HashMap<>(byUnit);
        more.put(textOf(unit), Collections.unmodifiableMap(values));
        return new ForcedParameters(more);
    }

    private static List<String> textOf(List<? extends @Nullable Object> unit) {
        List<String> texts = new ArrayList<>();
        unit.forEach(value -> texts.add(TextForm.plain(Values.of(value))));
        return texts;
    }

    boolean isEmpty() {
        return byUnit.isEmpty();
    }

    /** What is forced for the unit that these inputs form. */
    Map<String, @Nullable Object> of(Inputs inputs, List<String> unitInputs) {
        List<String> names = unitInputs.isEmpty() ? USERID : unitInputs;
        Map<String, @Nullable Object> params = byUnit.get(textOf(inputs.list(names.toArray(new String[0]))));
        return params == null ? Map.of() : params;
    }
}
