package io.exposures.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The numbers of a report for the eye. */
final class ResultTable {

    private ResultTable() {}

    static String of(SortedMap<String, Long> classes) {
        return classes.entrySet().stream()
                .map(count -> LiveCounts.number(count.getValue()) + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    static List<String> of(List<Report.Experiment> experiments) {
        List<String> lines = new ArrayList<>();
        for (Report.Experiment experiment : experiments) {
            lines.add("");
            lines.add(experiment.name());
            for (Report.Arm arm : experiment.arms()) {
                lines.add(String.format(
                        Locale.ROOT, "  %s: %,d units, %,d crossovers", arm.arm(), arm.units(), arm.crossovers()));
                for (Report.Metric metric : arm.metrics()) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "    %-20s %,12d units (%,d not zero), sum %s",
                            metric.metric(),
                            metric.units(),
                            metric.nonzero(),
                            metric.sum()));
                }
            }
        }
        return lines;
    }
}
