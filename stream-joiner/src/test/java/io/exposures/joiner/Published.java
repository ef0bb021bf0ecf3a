package io.exposures.joiner;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.joiner.join.Result;
import io.exposures.records.ArmSummary;
import io.exposures.records.ExposedOutcome;
import io.exposures.records.MetricSums;
import io.exposures.records.Summary;
import io.exposures.records.UnitStatus;
import io.exposures.schemas.Topics;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a joiner published, in the words of the oracle. */
final class Published {

    private static final Pattern CELL = Pattern.compile(
            "(?<arm>.*) epoch \\d (open|matured)(?<side> clean | crossover )(?<metric>.*)(?<sum> [a-z]+)");
    private static final Set<String> UNDIVIDED = Set.of(" holders", " outcomes", " nonzero", " y", " yy");

    private Published() {}

    /** Rows, statuses and sums as a reader of the compacted topics sees them; the classes are in the ledger. */
    static Result of(InputLog log, Topics topics) {
        Result result = Result.empty();
        Map<String, ExposedOutcome> rows = new TreeMap<>();
        log.read(
                topics.exposedOutcomes(),
                (row, record) -> row == null ? rows.remove(record.key()) : rows.put(record.key(), row));
        rows.values().forEach(row -> put(result, row));
        Map<String, UnitStatus> statuses = new TreeMap<>();
        log.read(topics.unitStatus(), (status, record) -> statuses.put(record.key(), status));
        statuses.values().forEach(status -> put(result, status));
        Map<String, Summary> summaries = new TreeMap<>();
        log.read(topics.summaries(), (summary, record) -> summaries.put(record.key(), summary));
        summaries.values().removeIf(summary -> summary.getDay() != null);
        putSums(result, summaries.values());
        return result;
    }

    private static void put(Result result, ExposedOutcome row) {
        String unit = unit(row.getUserid(), row.getExperiment(), row.getSalt(), row.getUnit());
        result.rows()
                .put(
                        unit + "|" + row.getEventId() + "|" + InputLog.micros(row.getTime()),
                        InputLog.micros(row.getFirstExposure()) + row.getArm() + row.getEvent() + row.getValue());
    }

    private static void put(Result result, UnitStatus status) {
        result.statuses()
                .put(
                        unit(status.getUserid(), status.getExperiment(), status.getSalt(), status.getUnit()),
                        InputLog.micros(status.getFirstExposure())
                                + status.getArm()
                                + status.getExposureId()
                                + new TreeSet<>(status.getArms()));
    }

    private static String unit(String userid, String experiment, String salt, String unit) {
        return userid + "|UnitKey[experiment=ExperimentId[name=" + experiment + ", salt=" + salt + "], unit=" + unit
                + "]";
    }

    /** The partitions' sums that are not divided by epoch and maturity, added up. */
    private static void putSums(Result result, Iterable<Summary> summaries) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Summary summary : summaries) {
            String experiment = "ExperimentId[name=" + summary.getExperiment() + ", salt=" + summary.getSalt() + "]";
            summary.getArms().forEach(arm -> add(sums, experiment + arm.getArm(), arm));
        }
        sums.forEach(result::putSum);
    }

    private static void add(Map<String, BigDecimal> sums, String arm, ArmSummary numbers) {
        sums.merge(arm + " units", BigDecimal.valueOf(numbers.getUnits()), BigDecimal::add);
        sums.merge(arm + " crossovers", BigDecimal.valueOf(numbers.getCrossovers()), BigDecimal::add);
        numbers.getMetrics().forEach(metric -> {
            add(sums, arm + " clean " + metric.getMetric(), metric.getClean());
            add(sums, arm + " crossover " + metric.getMetric(), metric.getCrossover());
        });
    }

    private static void add(Map<String, BigDecimal> sums, String metric, MetricSums numbers) {
        sums.merge(metric + " holders", BigDecimal.valueOf(numbers.getUnits()), BigDecimal::add);
        sums.merge(metric + " nonzero", BigDecimal.valueOf(numbers.getNonzero()), BigDecimal::add);
        sums.merge(metric + " outcomes", BigDecimal.valueOf(numbers.getCount()), BigDecimal::add);
        sums.merge(metric + " y", new BigDecimal(numbers.getSum()), BigDecimal::add);
        sums.merge(metric + " yy", new BigDecimal(numbers.getSumOfSquares()), BigDecimal::add);
    }

    /** The oracle's sums, added up over epochs and maturity. */
    static Map<String, String> undivided(Result expected) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        expected.sums().forEach((name, value) -> {
            Matcher cell = CELL.matcher(name);
            if (cell.matches() && UNDIVIDED.contains(cell.group("sum"))) {
                String side = cell.group("arm") + cell.group("side") + cell.group("metric") + cell.group("sum");
                sums.merge(side, new BigDecimal(value), BigDecimal::add);
            } else if (!cell.matches() && (name.endsWith("} units") || name.endsWith("} crossovers"))) {
                sums.put(name, new BigDecimal(value));
            }
        });
        Result result = Result.empty();
        sums.forEach(result::putSum);
        return result.sums();
    }

    /** The classes of a ledger's total that are not zero. */
    static Map<String, Long> classes(JsonNode total) {
        Map<String, Long> classes = new TreeMap<>();
        for (String topic : List.of("exposures", "outcomes")) {
            total.path(topic).path("classes").properties().forEach(count -> {
                if (count.getValue().asLong() != 0) {
                    String name = topic.equals("exposures") ? "x" : "o";
                    classes.put(
                            name + count.getKey().toUpperCase(Locale.ROOT),
                            count.getValue().asLong());
                }
            });
        }
        return classes;
    }
}
