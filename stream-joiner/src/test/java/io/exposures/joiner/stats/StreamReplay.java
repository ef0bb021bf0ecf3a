package io.exposures.joiner.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An in-memory pass over a stream of records by the rules S1 to S13 of the vectors' README.
 *
 * <p>After every record the changed unit's contributions are compared with what they were, and the difference is made
 * in the arms' sums: minus old, plus new.
 */
final class StreamReplay {
    private final List<ReplayExperiment> experiments = new ArrayList<>();
    private final Map<String, ReplayUnit> units = new HashMap<>();
    private long duplicates;
    private long conflictingDuplicates;
    private long rejected;

    StreamReplay(JsonNode in) {
        List<ReplayMetric> metrics = new ArrayList<>();
        in.get("metrics").forEach(metric -> metrics.add(ReplayMetric.of(metric)));
        long finality = in.get("now").longValue() - in.get("grace_ms").longValue();
        in.get("experiments")
                .forEach(experiment -> experiments.add(new ReplayExperiment(experiment, metrics, finality)));
    }

    void accept(JsonNode packet) {
        if (isRejected(packet)) {
            rejected++;
            return;
        }
        String name = packet.get("unit").textValue();
        ReplayUnit before = units.getOrDefault(name, ReplayUnit.UNKNOWN);
        ReplayUnit after = next(before, packet);
        if (after.equals(ReplayUnit.UNKNOWN)) {
            units.remove(name);
        } else {
            units.put(name, after);
        }
        experiments.forEach(experiment -> experiment.change(before, after));
    }

    long duplicates() {
        return duplicates;
    }

    long conflictingDuplicates() {
        return conflictingDuplicates;
    }

    long rejected() {
        return rejected;
    }

    /** S11: exposed units by first arm in arrival order, crossed ones included. */
    List<Long> sampleRatioCounts(String experiment) {
        ReplayExperiment each = experiment(experiment);
        return each.arms().stream()
                .map(arm -> units.values().stream()
                        .filter(unit -> arm.equals(unit.firstArm(experiment)))
                        .count())
                .toList();
    }

    long crossed(String experiment) {
        return units.values().stream()
                .filter(unit -> unit.isCrossed(experiment))
                .count();
    }

    List<MetricSummary> toDate(String experiment, String metric) {
        return experiment(experiment).summaries(metric, false);
    }

    List<MetricSummary> matured(String experiment, String metric) {
        return experiment(experiment).summaries(metric, true);
    }

    private ReplayExperiment experiment(String name) {
        return experiments.stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** S2. */
    private boolean isRejected(JsonNode packet) {
        if (packet.get("unit").textValue().isEmpty()) {
            return true;
        }
        return switch (packet.get("t").textValue()) {
            case "x" -> experiments.stream().noneMatch(e -> e.isExposedBy(packet));
            case "v" -> ReplayMetric.QUANTISER.rejection(packet.get("value").asDouble(Double.NaN)) != null;
            default -> false;
        };
    }

    /** S1, S9, S10. */
    private ReplayUnit next(ReplayUnit unit, JsonNode packet) {
        if (packet.get("t").textValue().equals("e")) {
            return ReplayUnit.UNKNOWN;
        }
        JsonNode copy = unit.copyOf(packet);
        if (copy == null) {
            return unit.with(packet);
        }
        countCopy(copy, packet);
        return unit;
    }

    /** The expected counters hold copies of exposures and events; a retraction that is repeated is in none of them. */
    private void countCopy(JsonNode first, JsonNode copy) {
        if (copy.get("t").textValue().equals("r")) {
            return;
        }
        boolean identical = first.equals(copy);
        duplicates += identical ? 1 : 0;
        conflictingDuplicates += identical ? 0 : 1;
    }
}
