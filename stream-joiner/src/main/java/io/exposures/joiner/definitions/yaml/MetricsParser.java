package io.exposures.joiner.definitions.yaml;

import io.exposures.joiner.stats.Quantiser;
import io.exposures.records.MetricDefinition;
import io.exposures.records.Role;
import io.exposures.records.Transform;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the metrics. */
final class MetricsParser {

    static final String METRICS = "metrics";
    private static final String NAME = "name";
    private static final String EVENT = "event";
    private static final String TRANSFORM = "transform";
    private static final String DENOMINATOR = "denominator";
    private static final String SCALE = "scale";
    private static final String CAP_LOW = "cap_low";
    private static final String CAP_HIGH = "cap_high";
    private static final String LOOKBACK_DAYS = "lookback_days";
    private static final String ROLE = "role";
    private static final String MARGIN = "margin";

    private static final int MOST = 256;
    private static final long MOST_DECIMALS = 12;
    private static final long DEFAULT_LOOKBACK_DAYS = 14;
    private static final long MOST_LOOKBACK_DAYS = 365;

    private final Problems problems;
    private final Set<String> names = new HashSet<>();

    MetricsParser(Problems problems) {
        this.problems = problems;
    }

    List<MetricDefinition> read(Fields root) {
        List<Node> nodes = root.list(METRICS);
        if (nodes.size() > MOST) {
            root.refuse(METRICS, "expected at most " + MOST + " metrics, got " + nodes.size());
            return List.of();
        }
        List<MetricDefinition> metrics = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            metrics.add(metric(Fields.of(
                    nodes.get(i),
                    METRICS + "[" + i + "]",
                    problems,
                    NAME,
                    EVENT,
                    TRANSFORM,
                    DENOMINATOR,
                    SCALE,
                    CAP_LOW,
                    CAP_HIGH,
                    LOOKBACK_DAYS,
                    ROLE,
                    MARGIN)));
        }
        return metrics;
    }

    private MetricDefinition metric(Fields fields) {
        String name = fields.requiredText(NAME).orElse("");
        if (!name.isEmpty() && !names.add(name)) {
            fields.refuse(NAME, "expected each metric once, got " + Found.quoted(name) + " again");
        }
        Transform transform = fields.choice(TRANSFORM, Transform.class).orElse(Transform.SUM);
        int scale = fields.whole(SCALE, 0, MOST_DECIMALS)
                .orElse((long) Quantiser.DEFAULT_SCALE)
                .intValue();
        Role role = fields.choice(ROLE, Role.class).orElse(Role.SECONDARY);
        Optional<BigDecimal> low = cap(fields, CAP_LOW, transform, scale);
        Optional<BigDecimal> high = cap(fields, CAP_HIGH, transform, scale);
        if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0) {
            fields.refuse(CAP_HIGH, "expected at least cap_low (" + text(low) + "), got " + text(high));
        }
        return new MetricDefinition(
                name,
                fields.text(EVENT).orElse(name),
                transform,
                denominator(fields, transform),
                scale,
                text(low),
                text(high),
                fields.whole(LOOKBACK_DAYS, 0, MOST_LOOKBACK_DAYS)
                        .orElse(DEFAULT_LOOKBACK_DAYS)
                        .intValue(),
                role,
                margin(fields, role));
    }

    private static @Nullable String denominator(Fields fields, Transform transform) {
        if (transform != Transform.RATIO) {
            fields.refuseIfPresent(DENOMINATOR, "expected only where transform is ratio");
            return null;
        }
        if (!fields.has(DENOMINATOR)) {
            fields.missing(DENOMINATOR, "the event to divide by, as transform is ratio");
        }
        return fields.text(DENOMINATOR).orElse(null);
    }

    private static Optional<BigDecimal> cap(Fields fields, String name, Transform transform, int scale) {
        Optional<BigDecimal> cap = fields.decimal(name).map(BigDecimal::stripTrailingZeros);
        if (transform == Transform.ANY) {
            fields.refuseIfPresent(name, "expected no cap where transform is any, which is 0 or 1");
        } else if (cap.isPresent() && cap.get().scale() > scale) {
            fields.refuse(name, "expected at most " + scale + " decimal places, as scale says, got " + text(cap));
        }
        return cap;
    }

    private static @Nullable String text(Optional<BigDecimal> cap) {
        return cap.map(BigDecimal::toPlainString).orElse(null);
    }

    private static @Nullable Double margin(Fields fields, Role role) {
        if (role != Role.GUARDRAIL) {
            fields.refuseIfPresent(MARGIN, "expected only where role is guardrail");
            return null;
        }
        if (!fields.has(MARGIN)) {
            fields.missing(MARGIN, "the relative loss that is tolerated, for example 0.01");
        }
        return fields.number(MARGIN, "a number above 0", margin -> margin > 0).orElse(null);
    }
}
