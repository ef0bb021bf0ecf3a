package io.exposures.joiner.results;

import io.exposures.joiner.query.ArmStats;
import io.exposures.joiner.query.Crossovers;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.MetricStats;
import io.exposures.joiner.query.Reading;
import io.exposures.joiner.query.Sums;
import io.exposures.joiner.stats.Comparison;
import io.exposures.joiner.stats.Estimator;
import io.exposures.joiner.stats.Level;
import io.exposures.joiner.stats.MetricKind;
import io.exposures.joiner.stats.MetricSummary;
import io.exposures.joiner.stats.Statistics;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up the units of an experiment day by day. */
public final class Series {

    private static final String NOT_KEPT = "not_kept_by_day";

    private final ExperimentStats stats;
    private final ExperimentPlan plan;
    private final Crossovers crossovers;
    private final @Nullable String only;
    private final SortedMap<String, ArmStats> upToNow = new TreeMap<>();

    private Series(
            ExperimentStats stats,
            @Nullable ExperimentDefinition newest,
            Crossovers crossovers,
            @Nullable String only) {
        this.stats = stats;
        this.plan = new ExperimentPlan(stats, newest);
        this.crossovers = crossovers;
        this.only = only;
    }

    /**
     * Computes the answer.
     *
     * @param stats the experiment
     * @param newest its newest definition; null when there is none
     * @param days its units by day of first exposure
     * @param crossovers what becomes of units that were seen with more than one arm
     * @param metric the only metric that is asked for; null for all
     */
    public static SeriesAnswer of(
            ExperimentStats stats,
            @Nullable ExperimentDefinition newest,
            SortedMap<LocalDate, SortedMap<String, ArmStats>> days,
            Crossovers crossovers,
            @Nullable String metric) {
        return new Series(stats, newest, crossovers, metric).answer(days);
    }

    private SeriesAnswer answer(SortedMap<LocalDate, SortedMap<String, ArmStats>> days) {
        List<SeriesAnswer.Point> points = new ArrayList<>();
        days.forEach((day, arms) -> points.add(point(day, arms)));
        return new SeriesAnswer(
                stats.id().name(),
                stats.id().salt(),
                crossovers.name().toLowerCase(Locale.ROOT),
                plan.control().orElse(null),
                points);
    }

    private SeriesAnswer.Point point(LocalDate day, Map<String, ArmStats> arms) {
        arms.forEach((arm, numbers) -> upToNow.merge(arm, numbers, ArmStats::plus));
        List<SeriesAnswer.PointMetric> metrics = plan.metrics().stream()
                .filter(metric -> only == null || metric.name().equals(only))
                .map(metric -> metric(metric, arms))
                .toList();
        return new SeriesAnswer.Point(day.toString(), isMatured(day), metrics);
    }

    /** All windows of the day's units are final in every partition. */
    private boolean isMatured(LocalDate day) {
        Long window = plan.bound().map(ExperimentDefinition::getWindow).orElse(null);
        if (window == null) {
            return false;
        }
        Instant over = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plusMillis(window);
        return stats.asOf().keySet().stream()
                .map(partition -> stats.readings()
                        .getOrDefault(partition, Reading.UNKNOWN)
                        .maturedTo())
                .allMatch(matured -> matured != null && !matured.isBefore(over));
    }

    private SeriesAnswer.PointMetric metric(MetricPlan metric, Map<String, ArmStats> day) {
        List<SeriesAnswer.PointArm> arms =
                plan.arms().stream().map(arm -> arm(arm, metric.name(), day)).toList();
        List<SeriesAnswer.PointDifference> differences = plan.control()
                .map(control -> plan.treatments().stream()
                        .map(treatment -> difference(metric, control, treatment))
                        .toList())
                .orElse(List.of());
        return new SeriesAnswer.PointMetric(metric.name(), arms, differences);
    }

    private SeriesAnswer.PointArm arm(String arm, String metric, Map<String, ArmStats> day) {
        ArmStats today = day.getOrDefault(arm, ArmStats.NONE);
        MetricSummary all = summary(upToNow.getOrDefault(arm, ArmStats.NONE), metric);
        return new SeriesAnswer.PointArm(
                arm,
                today.units(crossovers),
                MetricResults.decimal(sums(today, metric).sum()),
                all.units(),
                MetricResults.decimal(all.sum()),
                MetricResults.decimal(all.squares()),
                Estimator.MEAN.estimate(all).value());
    }

    /** A ratio's denominators are not kept by day. */
    private SeriesAnswer.PointDifference difference(MetricPlan metric, String control, String treatment) {
        if (metric.kind() == MetricKind.RATIO) {
            return new SeriesAnswer.PointDifference(
                    treatment, null, null, NOT_KEPT, new ResultsAnswer.LiftAnswer(null, null, null, NOT_KEPT));
        }
        Level level = metric.role() == Role.PRIMARY ? plan.primaryLevel() : plan.level();
        Comparison comparison = Statistics.compare(
                Estimator.MEAN,
                summary(upToNow.getOrDefault(control, ArmStats.NONE), metric.name()),
                summary(upToNow.getOrDefault(treatment, ArmStats.NONE), metric.name()),
                level);
        return new SeriesAnswer.PointDifference(
                treatment,
                comparison.difference(),
                comparison.inference() == null
                        ? null
                        : Differences.list(Objects.requireNonNull(comparison.inference())
                                .alwaysValid()
                                .interval()),
                Differences.code(comparison.reason()),
                Differences.lift(comparison.lift()));
    }

    private Sums sums(ArmStats arm, String metric) {
        return arm.metrics().getOrDefault(metric, MetricStats.NONE).sums(crossovers);
    }

    private MetricSummary summary(ArmStats arm, String metric) {
        Sums sums = sums(arm, metric);
        return new MetricSummary(
                arm.units(crossovers),
                sums.nonzero(),
                0,
                sums.sum(),
                sums.sumOfSquares(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }
}
