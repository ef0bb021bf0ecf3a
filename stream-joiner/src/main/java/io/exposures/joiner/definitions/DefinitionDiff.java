package io.exposures.joiner.definitions;

import io.exposures.joiner.definitions.DefinitionFields.Field;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.MetricDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two definitions of one experiment, field by field. */
public final class DefinitionDiff {

    private static final Field ABSENT = new Field(null, false);

    private final List<FieldChange> changes = new ArrayList<>();

    private DefinitionDiff() {}

    /** The changes from one definition to another, in the order of the YAML form; the version does not count. */
    public static List<FieldChange> between(ExperimentDefinition before, ExperimentDefinition after) {
        DefinitionDiff diff = new DefinitionDiff();
        diff.compare("", DefinitionFields.general(before), DefinitionFields.general(after));
        diff.compareMetrics(metrics(before), metrics(after));
        return List.copyOf(diff.changes);
    }

    private static Map<String, MetricDefinition> metrics(ExperimentDefinition definition) {
        Map<String, MetricDefinition> byName = new LinkedHashMap<>();
        definition.getMetrics().forEach(metric -> byName.put(metric.getName(), metric));
        return byName;
    }

    private void compare(String prefix, Map<String, Field> before, Map<String, Field> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.forEach(name -> add(prefix + name, before.getOrDefault(name, ABSENT), after.getOrDefault(name, ABSENT)));
    }

    private void add(String name, Field before, Field after) {
        String was = before.value();
        String is = after.value();
        boolean same = was == null ? is == null : was.equals(is);
        if (!same) {
            changes.add(new FieldChange(name, was, is, before.bound() || after.bound()));
        }
    }

    private void compareMetrics(Map<String, MetricDefinition> before, Map<String, MetricDefinition> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            MetricDefinition was = before.get(name);
            MetricDefinition is = after.get(name);
            if (was != null && is != null) {
                compare("metrics[" + name + "].", DefinitionFields.of(was), DefinitionFields.of(is));
            } else {
                changes.add(new FieldChange("metrics[" + name + "]", words(was), words(is), true));
            }
        }
    }

    private static @Nullable String words(@Nullable MetricDefinition metric) {
        if (metric == null) {
            return null;
        }
        StringBuilder words = new StringBuilder();
        DefinitionFields.of(metric).forEach((name, field) -> {
            if (field.value() != null) {
                words.append(words.length() == 0 ? "" : ", ")
                        .append(name)
                        .append(' ')
                        .append(field.value());
            }
        });
        return words.toString();
    }
}
