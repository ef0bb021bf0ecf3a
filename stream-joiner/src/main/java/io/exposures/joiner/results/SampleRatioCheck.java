package io.exposures.joiner.results;

import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.stats.SampleRatio;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The test of the sample ratio in every allocation epoch; there is a verdict only when shares are declared for all. */
final class SampleRatioCheck {

    private final ExperimentPlan plan;
    private final SortedMap<Integer, SortedMap<String, Long>> arrivals = new TreeMap<>();
    private final SortedMap<Integer, SampleRatio> ratios = new TreeMap<>();

    SampleRatioCheck(ExperimentStats stats, ExperimentPlan plan) {
        this.plan = plan;
        stats.arms()
                .forEach((arm, numbers) -> numbers.arrivals()
                        .forEach((epoch, units) -> arrivals.computeIfAbsent(epoch, e -> new TreeMap<>())
                                .put(arm, units)));
        arrivals.forEach((epoch, counts) -> {
            SampleRatio ratio = ratio(counts, plan.shares(epoch));
            if (ratio != null) {
                ratios.put(epoch, ratio);
            }
        });
    }

    private static @Nullable SampleRatio ratio(Map<String, Long> counts, Map<String, Double> shares) {
        if (shares.values().stream().noneMatch(share -> share > 0)) {
            return null;
        }
        TreeSet<String> arms = new TreeSet<>(shares.keySet());
        arms.addAll(counts.keySet());
        List<Long> units = new ArrayList<>();
        List<BigDecimal> weights = new ArrayList<>();
        arms.forEach(arm -> {
            units.add(counts.getOrDefault(arm, 0L));
            weights.add(BigDecimal.valueOf(shares.getOrDefault(arm, 0.0)));
        });
        return SampleRatio.of(units, weights, SampleRatio.DEFAULT_CONCENTRATION);
    }

    /** Whether there is a verdict. */
    private boolean isComplete() {
        return !arrivals.isEmpty() && ratios.size() == arrivals.size();
    }

    private double logBayesFactor() {
        return ratios.values().stream().mapToDouble(SampleRatio::logBayesFactor).sum();
    }

    private long strayUnits() {
        return ratios.values().stream().mapToLong(SampleRatio::strayUnits).sum();
    }

    boolean isAlarm() {
        return isComplete() && SampleRatio.verdict(logBayesFactor()) == SampleRatio.Verdict.ALARM;
    }

    boolean hasStrayUnits() {
        return strayUnits() > 0;
    }

    ResultsAnswer.SampleRatioAnswer answer() {
        List<ResultsAnswer.EpochRatio> epochs = new ArrayList<>();
        arrivals.forEach((epoch, counts) -> epochs.add(epoch(epoch, counts)));
        if (!isComplete()) {
            String reason = arrivals.isEmpty() ? "no_units" : "no_expected_shares";
            return new ResultsAnswer.SampleRatioAnswer(null, reason, null, null, null, epochs);
        }
        double factor = logBayesFactor();
        String verdict = SampleRatio.verdict(factor).name().toLowerCase(Locale.ROOT);
        return new ResultsAnswer.SampleRatioAnswer(
                verdict, null, factor, Math.min(1, Math.exp(-factor)), strayUnits(), epochs);
    }

    private ResultsAnswer.EpochRatio epoch(int epoch, Map<String, Long> counts) {
        SampleRatio ratio = ratios.get(epoch);
        return new ResultsAnswer.EpochRatio(
                epoch,
                counts,
                new TreeMap<>(plan.shares(epoch)),
                ratio == null ? null : ratio.logBayesFactor(),
                ratio == null ? null : ratio.chiSquare(),
                ratio == null ? null : ratio.degreesOfFreedom(),
                ratio == null ? null : ratio.chiSquareP());
    }
}
