package io.exposures.quickstart.oracle;

import io.exposures.records.UnitStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a user's page says of one unit.
 *
 * @param experiment the experiment
 * @param unit the unit
 * @param arm arm of the first exposure
 * @param firstExposure event time of the first exposure
 * @param arms arms that it was seen with
 * @param totals by metric
 */
public record UnitNumbers(
        ExperimentKey experiment,
        String unit,
        String arm,
        Instant firstExposure,
        List<String> arms,
        SortedMap<String, Total> totals)
        implements Comparable<UnitNumbers> {

    private static final Comparator<UnitNumbers> ORDER =
            Comparator.comparing(UnitNumbers::experiment).thenComparing(UnitNumbers::unit);

    public UnitNumbers {
        arms = List.copyOf(arms);
        totals = Collections.unmodifiableSortedMap(new TreeMap<>(totals));
    }

    @Override
    public int compareTo(UnitNumbers other) {
        return ORDER.compare(this, other);
    }

    static UnitNumbers of(Unit unit) {
        UnitStatus status = unit.status();
        return new UnitNumbers(
                unit.experiment(),
                status.getUnit(),
                status.getArm(),
                status.getFirstExposure(),
                status.getArms(),
                unit.totals());
    }
}
