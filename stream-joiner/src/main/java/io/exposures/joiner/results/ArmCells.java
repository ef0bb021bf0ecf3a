package io.exposures.joiner.results;

import io.exposures.joiner.query.ArmStats;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.SliceFilter;
import io.exposures.joiner.stats.MetricSummary;
import io.exposures.joiner.stats.Stratum;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The sums of one metric by arm and allocation epoch, over the units that are read. */
final class ArmCells {

    private static final MetricSummary NO_UNITS = new MetricSummary(
            0,
            0,
            0,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO);

    private final Map<String, SortedMap<Integer, MetricSummary>> byArm = new LinkedHashMap<>();

    ArmCells(ExperimentStats stats, Collection<String> arms, String metric, SliceFilter filter) {
        for (String arm : arms) {
            byArm.put(arm, stats.arms().getOrDefault(arm, ArmStats.NONE).summaries(metric, filter));
        }
    }

    SortedMap<Integer, MetricSummary> of(String arm) {
        return byArm.getOrDefault(arm, new TreeMap<>());
    }

    MetricSummary total(String arm) {
        return of(arm).values().stream().reduce(NO_UNITS, MetricSummary::plus);
    }

    List<MetricSummary> all() {
        return byArm.values().stream()
                .flatMap(epochs -> epochs.values().stream())
                .toList();
    }

    /** Both arms within each allocation epoch that either has units of. */
    List<Stratum> strata(String control, String treatment) {
        TreeSet<Integer> epochs = new TreeSet<>(of(control).keySet());
        epochs.addAll(of(treatment).keySet());
        List<Stratum> strata = new ArrayList<>();
        epochs.forEach(epoch -> strata.add(new Stratum(
                of(control).getOrDefault(epoch, NO_UNITS), of(treatment).getOrDefault(epoch, NO_UNITS))));
        return strata;
    }
}
