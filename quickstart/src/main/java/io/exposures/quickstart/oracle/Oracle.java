package io.exposures.quickstart.oracle;

import io.exposures.records.ExposedOutcome;
import io.exposures.records.Outcome;
import io.exposures.records.UnitStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Computes the results from the whole of the input logs at once: first the classes that each topic decides by itself,
 * then every unit against every outcome of its user.
 */
public final class Oracle {

    private Oracle() {}

    /** What the pipeline must come to. */
    public static Results resultsOf(InputLogs logs, Rules rules) {
        ExposureLog exposures = new ExposureLog(rules);
        logs.exposures().forEach(exposures::read);
        OutcomeLog outcomes = new OutcomeLog(rules);
        logs.outcomes().forEach(outcomes::read);
        Map<String, List<Outcome>> byUser = outcomes.byUser();
        Set<Outcome> credited = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Unit unit : exposures.units()) {
            unit.credit(byUser.getOrDefault(unit.first().getUserid(), List.of()), rules);
            credited.addAll(unit.credited());
        }
        outcomes.settle(credited);
        SortedMap<String, SortedMap<String, Long>> classes = new TreeMap<>();
        classes.put("exposures", exposures.classes());
        classes.put("outcomes", outcomes.classes());
        Collection<Unit> units = exposures.units();
        return new Results(rows(units), statuses(units), classes, experiments(units), users(units));
    }

    private static SortedMap<String, ExposedOutcome> rows(Collection<Unit> units) {
        SortedMap<String, ExposedOutcome> rows = new TreeMap<>();
        for (Unit unit : units) {
            for (Outcome outcome : unit.credited()) {
                ExposedOutcome row = unit.row(outcome);
                rows.put(Keys.of(row), row);
            }
        }
        return rows;
    }

    private static SortedMap<String, UnitStatus> statuses(Collection<Unit> units) {
        SortedMap<String, UnitStatus> statuses = new TreeMap<>();
        units.forEach(unit -> statuses.put(Keys.of(unit.status()), unit.status()));
        return statuses;
    }

    private static Map<Crossovers, SortedMap<ExperimentKey, ExperimentNumbers>> experiments(Collection<Unit> units) {
        Map<ExperimentKey, List<Unit>> byExperiment = units.stream().collect(Collectors.groupingBy(Unit::experiment));
        Map<Crossovers, SortedMap<ExperimentKey, ExperimentNumbers>> all = new EnumMap<>(Crossovers.class);
        for (Crossovers crossovers : Crossovers.values()) {
            SortedMap<ExperimentKey, ExperimentNumbers> numbers = new TreeMap<>();
            byExperiment.forEach((key, ofOne) -> numbers.put(key, ExperimentNumbers.of(ofOne, crossovers)));
            all.put(crossovers, numbers);
        }
        return all;
    }

    private static SortedMap<String, List<UnitNumbers>> users(Collection<Unit> units) {
        SortedMap<String, List<UnitNumbers>> users = new TreeMap<>();
        for (Unit unit : units) {
            users.computeIfAbsent(unit.first().getUserid(), u -> new ArrayList<>())
                    .add(UnitNumbers.of(unit));
        }
        users.values().forEach(Collections::sort);
        return users;
    }
}
