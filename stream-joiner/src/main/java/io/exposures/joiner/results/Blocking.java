package io.exposures.joiner.results;

import io.exposures.joiner.query.ArmStats;
import io.exposures.joiner.query.Crossovers;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.SliceFilter;
import io.exposures.joiner.stats.Blocker;
import io.exposures.joiner.stats.Readiness;
import java.util.EnumSet;
import java.util.Set;

/** What keeps comparisons of an experiment from being used, whatever the metric. */
final class Blocking {

    private final ExperimentStats stats;
    private final SliceFilter matured;
    private final Set<Blocker> common = EnumSet.noneOf(Blocker.class);

    Blocking(ExperimentStats stats, SampleRatioCheck sampleRatio, Crossovers crossovers) {
        this.stats = stats;
        this.matured = new SliceFilter(SliceFilter.View.MATURED, crossovers);
        if (sampleRatio.isAlarm()) {
            common.add(Blocker.SAMPLE_RATIO);
        }
        if (sampleRatio.hasStrayUnits()) {
            common.add(Blocker.STRAY);
        }
        if (isCrossingTooFrequent()) {
            common.add(Blocker.CROSSED);
        }
    }

    boolean isCrossingTooFrequent() {
        return Readiness.isCrossingTooFrequent(stats.crossovers(), stats.units());
    }

    Set<Blocker> of(String control, String treatment) {
        EnumSet<Blocker> blockers = EnumSet.noneOf(Blocker.class);
        blockers.addAll(common);
        if (maturedUnits(control) == 0 || maturedUnits(treatment) == 0) {
            blockers.add(Blocker.NOT_MATURED);
        }
        return blockers;
    }

    private long maturedUnits(String arm) {
        return stats.arms().getOrDefault(arm, ArmStats.NONE).units(matured);
    }
}
