package io.exposures.quickstart.oracle;

import io.exposures.records.UnitStatus;
import java.time.Instant;
import java.util.Collections;
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
        SortedMap<String, Total> totals) {

    public UnitNumbers {
        arms = List.copyOf(arms);
        totals = Collections.unmodifiableSortedMap(new TreeMap<>(totals));
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
