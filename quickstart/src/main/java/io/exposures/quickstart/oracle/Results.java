package io.exposures.quickstart.oracle;

import io.exposures.records.ExposedOutcome;
import io.exposures.records.UnitStatus;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the pipeline came to, or must come to.
 *
 * @param rows the live joined rows by the key of their message
 * @param statuses the units' status by the key of their message
 * @param classes records by topic and class; classes without records are absent
 * @param experiments the numbers by experiment, for each treatment of crossovers
 * @param users by userid, the units of a user, sorted
 */
public record Results(
        SortedMap<String, ExposedOutcome> rows,
        SortedMap<String, UnitStatus> statuses,
        SortedMap<String, SortedMap<String, Long>> classes,
        Map<Crossovers, SortedMap<ExperimentKey, ExperimentNumbers>> experiments,
        SortedMap<String, List<UnitNumbers>> users) {}
