package io.exposures.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposures.quickstart.oracle.Crossovers;
import io.exposures.quickstart.oracle.ExperimentKey;
import io.exposures.quickstart.oracle.ExperimentNumbers;
import io.exposures.quickstart.oracle.Results;
import io.exposures.quickstart.oracle.Sums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The report of a bounded run, as it is written to a file.
 *
 * @param match whether joined topic, unit status and API agree with the oracle
 * @param inputRecords records in the input topics
 * @param joined live joined rows
 * @param classes records by class, both topics together
 * @param seconds how long the run took
 * @param differences where they do not agree, a sentence each
 * @param source what was fed in
 * @param ledger records by topic and class
 * @param experiments the numbers as the API gives them by default, without crossovers
 */
record Report(
        boolean match,
        long inputRecords,
        long joined,
        SortedMap<String, Long> classes,
        double seconds,
        List<String> differences,
        Map<String, Object> source,
        SortedMap<String, SortedMap<String, Long>> ledger,
        List<Experiment> experiments) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    record Experiment(String name, String salt, List<Arm> arms) {

        static Experiment of(ExperimentKey key, ExperimentNumbers numbers) {
            List<Arm> arms = numbers.arms().entrySet().stream()
                    .map(arm -> new Arm(
                            arm.getKey(),
                            arm.getValue().units(),
                            arm.getValue().crossovers(),
                            arm.getValue().metrics().entrySet().stream()
                                    .map(metric -> Metric.of(metric.getKey(), metric.getValue()))
                                    .toList()))
                    .toList();
            return new Experiment(key.name(), key.salt(), arms);
        }
    }

    record Arm(String arm, long units, long crossovers, List<Metric> metrics) {}

    record Metric(String metric, long units, long nonzero, long count, String sum, String sumOfSquares) {

        static Metric of(String name, Sums sums) {
            return new Metric(
                    name,
                    sums.units(),
                    sums.nonzero(),
                    sums.count(),
                    sums.sum().toPlainString(),
                    sums.sumOfSquares().toPlainString());
        }
    }

    static Report of(Verification.Finding finding, Map<String, Object> source, Duration took) {
        Results results = finding.results();
        return new Report(
                finding.match(),
                finding.inputRecords(),
                results.rows().size(),
                together(results.classes()),
                took.toMillis() / 1000.0,
                finding.differences(),
                source,
                results.classes(),
                experiments(results.experiments().getOrDefault(Crossovers.EXCLUDE, new TreeMap<>())));
    }

    static List<Experiment> experiments(SortedMap<ExperimentKey, ExperimentNumbers> numbers) {
        return numbers.entrySet().stream()
                .map(experiment -> Experiment.of(experiment.getKey(), experiment.getValue()))
                .toList();
    }

    private static SortedMap<String, Long> together(SortedMap<String, SortedMap<String, Long>> classes) {
        SortedMap<String, Long> together = new TreeMap<>();
        classes.values().forEach(counts -> counts.forEach((name, count) -> together.merge(name, count, Long::sum)));
        return together;
    }

    /** The report for the eye. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(ResultTable.of(experiments));
        lines.add("");
        ledger.forEach((topic, counts) -> lines.add(topic + ": " + ResultTable.of(counts)));
        lines.add(String.format(
                Locale.ROOT, "%,d records in, %,d joined rows, %.1f seconds", inputRecords, joined, seconds));
        lines.add(
                match
                        ? "match: joined topic, unit status and API are what the input topics must come to"
                        : "NO MATCH with what the input topics must come to:");
        lines.addAll(differences);
        return lines;
    }

    void write(Path file) throws IOException {
        Files.write(file, JSON.writeValueAsBytes(this));
    }
}
