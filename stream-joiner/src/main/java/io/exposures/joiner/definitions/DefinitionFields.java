package io.exposures.joiner.definitions;

import io.exposures.joiner.definitions.yaml.DefinitionDocument;
import io.exposures.records.AllocationEpoch;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.MetricDefinition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a definition one by one, and which of them are bound: those that decide rows or sums. What is not here
 * is name, salt and version, which say which definition it is.
 */
final class DefinitionFields {

    /** Names of the bound fields, as in the YAML form; a change of one takes effect on a rebuild. */
    static final List<String> BOUND = List.of(
            "start",
            "end",
            "window",
            "arm_params",
            "epochs[].start",
            "metrics[]",
            "metrics[].event",
            "metrics[].transform",
            "metrics[].denominator",
            "metrics[].scale",
            "metrics[].cap_low",
            "metrics[].cap_high",
            "metrics[].lookback_days",
            "alpha",
            "n_star");

    /** A field's value; null when it has none. */
    record Field(@Nullable String value, boolean bound) {}

    private final Map<String, Field> fields = new LinkedHashMap<>();

    private DefinitionFields() {}

    /** The fields outside the metrics, in the order of the YAML form. */
    static Map<String, Field> general(ExperimentDefinition definition) {
        DefinitionFields all = new DefinitionFields();
        Long window = definition.getWindow();
        all.bound("start", definition.getStart());
        all.bound("end", definition.getEnd());
        all.bound("window", window == null ? null : DefinitionDocument.span(window));
        all.bound("arm_params", new TreeSet<>(definition.getArmParams()));
        definition.getArms().forEach(arm -> {
            String name = "arms[" + arm.getArm() + "]";
            all.followed(name, "expected");
            all.followed(name + ".label", arm.getLabel());
            all.followed(name + ".control", arm.getControl() ? true : null);
        });
        all.bound("epochs[].start", starts(definition.getEpochs()));
        all.followShares(definition.getEpochs());
        all.bound("alpha", definition.getAlpha());
        all.bound("n_star", definition.getNStar());
        return all.fields;
    }

    /** The fields of a metric but its name. */
    static Map<String, Field> of(MetricDefinition metric) {
        DefinitionFields all = new DefinitionFields();
        all.bound("event", metric.getEvent());
        all.bound("transform", metric.getTransform().name().toLowerCase(Locale.ROOT));
        all.bound("denominator", metric.getDenominator());
        all.bound("scale", metric.getScale());
        all.bound("cap_low", metric.getCapLow());
        all.bound("cap_high", metric.getCapHigh());
        all.bound("lookback_days", metric.getLookbackDays());
        all.followed("role", metric.getRole().name().toLowerCase(Locale.ROOT));
        all.followed("margin", metric.getMargin());
        return all.fields;
    }

    private void followShares(List<AllocationEpoch> epochs) {
        for (int i = 0; i < epochs.size(); i++) {
            String prefix = "epochs[" + i + "].shares[";
            new TreeMap<>(epochs.get(i).getShares()).forEach((arm, share) -> followed(prefix + arm + "]", share));
        }
    }

    /** The first epoch is from the beginning in every definition, so only the later ones can differ. */
    private static String starts(List<AllocationEpoch> epochs) {
        return epochs.stream()
                .map(AllocationEpoch::getStart)
                .filter(start -> !start.equals(Instant.EPOCH))
                .map(Instant::toString)
                .collect(Collectors.joining(", "));
    }

    private void bound(String name, @Nullable Object value) {
        fields.put(name, new Field(text(value), true));
    }

    private void followed(String name, @Nullable Object value) {
        fields.put(name, new Field(text(value), false));
    }

    private static @Nullable String text(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return text.isEmpty() || text.equals("[]") ? null : text;
    }
}
