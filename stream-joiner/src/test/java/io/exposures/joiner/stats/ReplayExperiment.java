package io.exposures.joiner.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sums of one experiment of the stream vectors, kept up by differences. */
final class ReplayExperiment {
    private final String name;
    private final List<String> arms = new ArrayList<>();
    private final List<ReplayMetric> metrics;
    private final long finality;
    private final Map<Cell, MetricSums> sums = new HashMap<>();

    ReplayExperiment(JsonNode experiment, List<ReplayMetric> metrics, long finality) {
        this.name = experiment.get("name").textValue();
        experiment.get("arms").forEach(arm -> arms.add(arm.textValue()));
        this.metrics = metrics;
        this.finality = finality;
    }

    /** The sums that one contribution belongs to. */
    private record Cell(String metric, String arm, boolean matured) {}

    /** A contribution and where it belongs. */
    private record Share(Cell cell, UnitContribution contribution) {}

    String name() {
        return name;
    }

    List<String> arms() {
        return arms;
    }

    boolean isExposedBy(JsonNode exposure) {
        return exposure.get("exp").textValue().equals(name)
                && arms.contains(exposure.get("arm").textValue());
    }

    void change(ReplayUnit before, ReplayUnit after) {
        for (ReplayMetric metric : metrics) {
            Share old = share(before, metric);
            Share current = share(after, metric);
            if (old != null) {
                sums.merge(old.cell(), MetricSums.NONE.minus(old.contribution()), MetricSums::plus);
            }
            if (current != null) {
                sums.merge(current.cell(), MetricSums.NONE.plus(current.contribution()), MetricSums::plus);
            }
        }
    }

    /** Returns the arms' sums of matured units (S12) or of all. */
    List<MetricSummary> summaries(String metric, boolean maturedOnly) {
        return arms.stream()
                .map(arm -> {
                    MetricSums matured = sums.getOrDefault(new Cell(metric, arm, true), MetricSums.NONE);
                    MetricSums others = sums.getOrDefault(new Cell(metric, arm, false), MetricSums.NONE);
                    return MetricSummary.of(maturedOnly ? matured : matured.plus(others), VectorInput.SCALE);
                })
                .toList();
    }

    /** S4 and S13: what a unit adds, from its first exposure on and while it has been seen with one arm only. */
    private @Nullable Share share(ReplayUnit unit, ReplayMetric metric) {
        String arm = unit.firstArm(name);
        if (arm == null || unit.isCrossed(name)) {
            return null;
        }
        Cell cell = new Cell(metric.name(), arm, metric.isMatured(unit, name, finality));
        return new Share(cell, metric.contribution(unit, name));
    }
}
