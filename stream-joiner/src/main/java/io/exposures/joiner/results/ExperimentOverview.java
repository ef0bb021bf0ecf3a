package io.exposures.joiner.results;

import io.exposures.joiner.query.Crossovers;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.stats.Blocker;
import io.exposures.records.ExperimentDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list of experiments says of one of them; it costs no statistics of metrics.
 *
 * @param state running or ended
 * @param start its declared start; null when none is declared
 * @param alarms codes of what is wrong with the experiment as a whole: srm, stray, crossed
 * @param sampleRatio verdict on the shares of units; null when none are declared
 */
public record ExperimentOverview(
        String state,
        @Nullable Instant start,
        List<String> alarms,
        @Nullable String sampleRatio) {

    public ExperimentOverview {
        alarms = List.copyOf(alarms);
    }

    /**
     * Computes the overview.
     *
     * @param stats the sums
     * @param newest the newest definition; null when there is none
     */
    public static ExperimentOverview of(ExperimentStats stats, @Nullable ExperimentDefinition newest) {
        ExperimentPlan plan = new ExperimentPlan(stats, newest);
        SampleRatioCheck sampleRatio = new SampleRatioCheck(stats, plan);
        return new ExperimentOverview(
                plan.state(),
                plan.bound().map(ExperimentDefinition::getStart).orElse(null),
                alarms(stats, sampleRatio),
                sampleRatio.answer().verdict());
    }

    private static List<String> alarms(ExperimentStats stats, SampleRatioCheck sampleRatio) {
        List<String> alarms = new ArrayList<>();
        if (sampleRatio.isAlarm()) {
            alarms.add(Blocker.SAMPLE_RATIO.code());
        }
        if (sampleRatio.hasStrayUnits()) {
            alarms.add(Blocker.STRAY.code());
        }
        if (new Blocking(stats, sampleRatio, Crossovers.EXCLUDE).isCrossingTooFrequent()) {
            alarms.add(Blocker.CROSSED.code());
        }
        return alarms;
    }
}
