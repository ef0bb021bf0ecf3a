package io.exposures.joiner.join;

import io.exposures.joiner.stats.AnalysisWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bound definition made ready for use: which totals of a unit an outcome goes to, and which metrics are read from
 * them. Confined to one thread.
 *
 * <p>Defined metrics are found by the event's own name. Without definitions every event is a metric, under the bounded
 * name that it is counted under.
 */
public final class ExperimentRules {

    private final BoundDefinition definition;
    private final boolean defined;
    private final Map<String, MetricReading> metrics = new LinkedHashMap<>();
    private final Map<String, Set<Series>> windowSeries = new HashMap<>();
    private final Map<String, Set<Series>> daySeries = new HashMap<>();
    private final Map<Series, List<MetricReading>> readers = new HashMap<>();

    /** The rules that follow from this definition. */
    public ExperimentRules(BoundDefinition definition) {
        this.definition = definition;
        this.defined = !definition.measures().metrics().isEmpty();
        definition.measures().metrics().forEach(this::add);
    }

    private void add(BoundMetric metric) {
        MetricReading reading = new MetricReading(metric);
        metrics.put(metric.name(), reading);
        reading.series().forEach(series -> {
            (series.isOfWindow() ? windowSeries : daySeries)
                    .computeIfAbsent(series.event(), event -> new LinkedHashSet<>())
                    .add(series);
            readers.computeIfAbsent(series, s -> new ArrayList<>()).add(reading);
        });
    }

    /** The attribution window, microseconds. */
    long window() {
        return definition.window();
    }

    int epoch(long time) {
        return definition.measures().epoch(time);
    }

    MetricReading metric(String name) {
        learn(name);
        return Objects.requireNonNull(metrics.get(name), name);
    }

    /** Without definitions metrics are learnt from the events that come. */
    private void learn(String event) {
        if (!defined && !metrics.containsKey(event)) {
            add(BoundMetric.ofEvent(event, definition.measures().lookback()));
        }
    }

    /** The totals with an outcome of the window added or taken away. */
    Totals restated(Totals totals, BufferedOutcome outcome, boolean live) {
        Totals changed = totals;
        for (Series series : windowSeries(outcome.content())) {
            long steps = outcome.steps(series.scale());
            Total before = changed.of(series);
            changed = changed.with(series, live ? before.plus(steps) : before.minus(steps));
        }
        return changed;
    }

    /** The totals with an outcome on a day before the exposure added or taken away, where a covariate looks at it. */
    Totals restatedCovariates(Totals totals, long firstExposure, BufferedOutcome outcome, boolean live) {
        long age = AnalysisWindow.day(firstExposure) - AnalysisWindow.day(outcome.time());
        if (age <= 0) {
            return totals;
        }
        Totals changed = totals;
        for (Series series : daySeries(outcome.content().metric())) {
            if (age <= series.lookback()) {
                long steps = outcome.steps(series.scale());
                Total before = changed.of(series);
                changed = changed.with(series, live ? before.plus(steps) : before.minus(steps));
            }
        }
        return changed;
    }

    /** The covariates of a unit first exposed at this time. */
    Totals covariates(DailyTotals days, long firstExposure) {
        long day = AnalysisWindow.day(firstExposure);
        SortedMap<Series, Total> sums = new TreeMap<>();
        for (DailyTotal bucket : days.between(Long.MIN_VALUE, day)) {
            for (Series series : daySeries(bucket.event())) {
                if (day - bucket.day() <= series.lookback()) {
                    sums.merge(series, bucket.total(), Total::plus);
                }
            }
        }
        return sums.isEmpty() ? Totals.NONE : new Totals(sums);
    }

    private Set<Series> windowSeries(BufferedOutcome.Content content) {
        String name = defined ? content.event() : content.metric();
        learn(name);
        return windowSeries.getOrDefault(name, Set.of());
    }

    private Set<Series> daySeries(String event) {
        learn(event);
        return daySeries.getOrDefault(event, Set.of());
    }

    /**
     * What the change of a unit's totals means for the metrics: only for those that read a series that differs.
     *
     * @param before its totals until now; {@link Totals#NONE} for a unit that comes
     * @param after its totals from now on; {@link Totals#NONE} for a unit that goes
     */
    List<ShareChange> changes(Totals before, Totals after) {
        if (before.equals(after)) {
            return List.of();
        }
        List<MetricReading> touched = new ArrayList<>();
        after.bySeries().forEach((series, total) -> {
            if (!total.equals(before.of(series))) {
                addReaders(touched, series);
            }
        });
        before.bySeries().forEach((series, total) -> {
            if (!after.bySeries().containsKey(series)) {
                addReaders(touched, series);
            }
        });
        List<ShareChange> changes = new ArrayList<>(touched.size());
        touched.forEach(
                metric -> changes.add(new ShareChange(metric.name(), metric.share(before), metric.share(after))));
        return changes;
    }

    private void addReaders(List<MetricReading> touched, Series series) {
        learn(series.event());
        for (MetricReading reader : readers.getOrDefault(series, List.of())) {
            if (!touched.contains(reader)) {
                touched.add(reader);
            }
        }
    }
}
