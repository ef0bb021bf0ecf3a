package io.exposures.joiner.definitions.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposures.records.AllocationEpoch;
import io.exposures.records.ArmDefinition;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.MetricDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A definition as plain values by the names of the YAML form. What is not set is left out. */
public final class DefinitionDocument {

    private static final JsonMapper JSON = new JsonMapper();

    /** Whole numbers are shown without a fraction, as people write them. */
    private static final double WHOLE_BELOW = 1e15;

    private final ExperimentDefinition definition;
    private final Map<String, String> handles = new LinkedHashMap<>();

    private DefinitionDocument(ExperimentDefinition definition) {
        this.definition = definition;
        definition.getArms().forEach(arm -> handles.put(arm.getArm(), handle(arm)));
    }

    /** The document of a definition, in the order in which people read it; the version is not part of it. */
    public static Map<String, Object> of(ExperimentDefinition definition) {
        return new DefinitionDocument(definition).root();
    }

    private static String handle(ArmDefinition arm) {
        String label = arm.getLabel();
        return label == null ? arm.getArm() : label;
    }

    /** The span of time as people write it. */
    public static String span(long millis) {
        return Durations.text(millis);
    }

    private Map<String, Object> root() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("name", definition.getName());
        root.put("salt", definition.getSalt());
        put(root, "start", text(definition.getStart()));
        put(root, "end", text(definition.getEnd()));
        Long window = definition.getWindow();
        put(root, "window", window == null ? null : span(window));
        putList(root, "arm_params", definition.getArmParams());
        putList(root, "arms", definition.getArms().stream().map(this::arm).toList());
        if (!sharesBesideArms()) {
            putList(
                    root,
                    "epochs",
                    definition.getEpochs().stream().map(this::epoch).toList());
        }
        putList(
                root,
                "metrics",
                definition.getMetrics().stream().map(DefinitionDocument::metric).toList());
        root.put("alpha", definition.getAlpha());
        root.put("n_star", definition.getNStar());
        return root;
    }

    private static void put(Map<String, Object> target, String name, @Nullable Object value) {
        if (value != null) {
            target.put(name, value);
        }
    }

    private static void putList(Map<String, Object> target, String name, List<?> values) {
        if (!values.isEmpty()) {
            target.put(name, values);
        }
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private boolean sharesBesideArms() {
        return definition.getEpochs().size() == 1
                && definition.getEpochs().get(0).getShares().keySet().equals(handles.keySet());
    }

    private Map<String, Object> arm(ArmDefinition arm) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "label", arm.getLabel());
        fields.put("params", params(arm.getArm()));
        if (arm.getControl()) {
            fields.put("control", true);
        }
        if (sharesBesideArms()) {
            put(fields, "share", share(definition.getEpochs().get(0), arm.getArm()));
        }
        return fields;
    }

    /** An arm that is no JSON object can only be shown as it is. */
    private static Object params(String arm) {
        try {
            return JSON.readValue(arm, TreeMap.class);
        } catch (JsonProcessingException e) {
            return arm;
        }
    }

    private Map<String, Object> epoch(AllocationEpoch epoch) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!epoch.getStart().equals(Instant.EPOCH)) {
            fields.put("start", epoch.getStart().toString());
        }
        fields.put("shares", shares(epoch));
        return fields;
    }

    /** The shares by label where there is one, in the order of the arms. */
    private Map<String, Object> shares(AllocationEpoch epoch) {
        Map<String, Object> shares = new LinkedHashMap<>();
        handles.forEach((arm, handle) -> put(shares, handle, share(epoch, arm)));
        new TreeMap<>(epoch.getShares())
                .keySet()
                .forEach(arm -> put(shares, handles.getOrDefault(arm, arm), share(epoch, arm)));
        return shares;
    }

    private static @Nullable Number share(AllocationEpoch epoch, String arm) {
        Double share = epoch.getShares().get(arm);
        if (share == null || share != Math.rint(share) || share >= WHOLE_BELOW) {
            return share;
        }
        return share.longValue();
    }

    private static Map<String, Object> metric(MetricDefinition metric) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", metric.getName());
        fields.put("event", metric.getEvent());
        fields.put("transform", metric.getTransform().name().toLowerCase(Locale.ROOT));
        put(fields, "denominator", metric.getDenominator());
        fields.put("scale", metric.getScale());
        put(fields, "cap_low", number(metric.getCapLow()));
        put(fields, "cap_high", number(metric.getCapHigh()));
        fields.put("lookback_days", metric.getLookbackDays());
        fields.put("role", metric.getRole().name().toLowerCase(Locale.ROOT));
        put(fields, "margin", metric.getMargin());
        return fields;
    }

    /** Whole numbers are whole in YAML too; text that is no number can only be shown as it is. */
    private static @Nullable Object number(@Nullable String decimal) {
        if (decimal == null) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(decimal);
            return number.scale() <= 0 ? number.toBigInteger() : number;
        } catch (NumberFormatException e) {
            return decimal;
        }
    }
}
