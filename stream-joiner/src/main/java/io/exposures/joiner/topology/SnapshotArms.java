package io.exposures.joiner.topology;

import io.exposures.joiner.join.ArmTally;
import io.exposures.joiner.join.BoundedNames;
import io.exposures.joiner.join.CellKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The arms of an experiment that fit into one message. Hundreds of arms with hundreds of metrics do not: those with the
 * fewest units are then counted together in {@value BoundedNames#OTHER}.
 */
final class SnapshotArms {

    /** Below what the topic takes, with room for what a snapshot has besides. */
    static final int MESSAGE_BYTES = 7_000_000;

    private static final int OTHERS_BYTES = 1_000_000;

    /** No more than this is written of an arm besides its metrics, of a metric, and of a metric in one slice. */
    private static final int ARM_BYTES = 1_000;

    private static final int METRIC_BYTES = 320;
    private static final int CELL_BYTES = 400;
    private static final int BYTES_PER_CHAR = 3;

    private SnapshotArms() {}

    /** All arms by name if they fit, else those that do and what the rest adds up to. */
    static Map<String, ArmTally> fitting(Map<String, ArmTally> arms) {
        long size = 0;
        for (Map.Entry<String, ArmTally> arm : arms.entrySet()) {
            size += size(arm.getKey(), arm.getValue());
        }
        return size <= MESSAGE_BYTES ? arms : largest(arms);
    }

    private static Map<String, ArmTally> largest(Map<String, ArmTally> arms) {
        Map<String, ArmTally> kept = new TreeMap<>();
        List<ArmTally> others = new ArrayList<>();
        long room = MESSAGE_BYTES - OTHERS_BYTES;
        for (Map.Entry<String, ArmTally> arm : byUnits(arms)) {
            boolean named = !arm.getKey().equals(BoundedNames.OTHER);
            room -= named ? size(arm.getKey(), arm.getValue()) : 0;
            if (named && room >= 0) {
                kept.put(arm.getKey(), arm.getValue());
            } else {
                others.add(arm.getValue());
            }
        }
        kept.put(BoundedNames.OTHER, ArmTally.sum(others));
        return kept;
    }

    /** Those with most units first; a total order. */
    private static List<Map.Entry<String, ArmTally>> byUnits(Map<String, ArmTally> arms) {
        Comparator<Map.Entry<String, ArmTally>> units =
                Comparator.comparingLong(arm -> -arm.getValue().units());
        return arms.entrySet().stream()
                .sorted(units.thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    /** At least what the arm takes in the message. */
    private static long size(String name, ArmTally arm) {
        Set<String> metrics = new HashSet<>();
        for (CellKey cell : arm.cells().keySet()) {
            metrics.add(cell.metric());
        }
        long size = ARM_BYTES
                + (long) BYTES_PER_CHAR * name.length()
                + (long) CELL_BYTES * arm.cells().size();
        for (String metric : metrics) {
            size += METRIC_BYTES + (long) BYTES_PER_CHAR * metric.length();
        }
        return size;
    }
}
