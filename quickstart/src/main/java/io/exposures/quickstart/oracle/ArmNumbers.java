package io.exposures.quickstart.oracle;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One arm of an experiment.
 *
 * @param units units first exposed to it
 * @param crossovers units among them that were seen with another arm too
 * @param metrics by name, every metric of the experiment
 */
public record ArmNumbers(long units, long crossovers, SortedMap<String, Sums> metrics) {

    public ArmNumbers {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
}
