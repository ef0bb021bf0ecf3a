package io.exposures.quickstart.oracle;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One experiment.
 *
 * @param arms by name
 * @param checksums accepted exposures by checksum of the experiment's code; the empty name stands for none
 */
public record ExperimentNumbers(SortedMap<String, ArmNumbers> arms, SortedMap<String, Long> checksums) {

    public ExperimentNumbers {
        arms = Collections.unmodifiableSortedMap(new TreeMap<>(arms));
        checksums = Collections.unmodifiableSortedMap(new TreeMap<>(checksums));
    }

    static ExperimentNumbers of(Collection<Unit> units, Crossovers crossovers) {
        TreeSet<String> metrics = new TreeSet<>();
        units.forEach(unit -> metrics.addAll(unit.totals().keySet()));
        Map<String, List<Unit>> byArm = units.stream().collect(Collectors.groupingBy(Unit::arm));
        SortedMap<String, ArmNumbers> arms = new TreeMap<>();
        byArm.forEach((name, ofArm) -> arms.put(name, arm(ofArm, metrics, crossovers)));
        return new ExperimentNumbers(arms, checksums(units));
    }

    private static ArmNumbers arm(List<Unit> units, Set<String> metrics, Crossovers crossovers) {
        SortedMap<String, Sums> sums = new TreeMap<>();
        metrics.forEach(metric -> sums.put(metric, Sums.NONE));
        long crossed = 0;
        for (Unit unit : units) {
            crossed += unit.isCrossover() ? 1 : 0;
            if (!unit.isCrossover() || crossovers == Crossovers.FIRST_SEEN) {
                unit.totals().forEach((metric, total) -> sums.computeIfPresent(metric, (m, sum) -> sum.plus(total)));
            }
        }
        return new ArmNumbers(units.size(), crossed, sums);
    }

    private static SortedMap<String, Long> checksums(Collection<Unit> units) {
        SortedMap<String, Long> checksums = new TreeMap<>();
        for (Unit unit : units) {
            unit.exposures().forEach(exposure -> {
                String checksum = exposure.getChecksum();
                checksums.merge(checksum == null ? "" : checksum, 1L, Long::sum);
            });
        }
        return checksums;
    }
}
