package io.exposures.joiner.topology;

import io.exposures.joiner.join.Result;
import io.exposures.records.ArmSummary;
import io.exposures.records.ExposedOutcome;
import io.exposures.records.MetricCell;
import io.exposures.records.MetricSums;
import io.exposures.records.PartitionLedger;
import io.exposures.records.Summary;
import io.exposures.records.UnitStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was published, in the words of the oracle. */
final class PublishedResult {

    private static final Pattern CELL = Pattern.compile(
            "(?<arm>.*) epoch \\d (open|matured)(?<side> clean | crossover )(?<metric>.*)(?<sum> [a-z]+)",
            Pattern.DOTALL);
    private static final Set<String> BY_SIDE = Set.of(" holders", " outcomes", " nonzero", " y", " yy");

    private PublishedResult() {}

    private static String unit(String userid, String experiment, String salt, String unit) {
        return userid + "|UnitKey[experiment=ExperimentId[name=" + experiment + ", salt=" + salt + "], unit=" + unit
                + "]";
    }

    /** What the topology has told the world. */
    static Result of(TopologyHarness joiner) {
        Result result = Result.empty();
        joiner.rows().values().forEach(row -> put(result, row));
        joiner.statuses().values().forEach(status -> put(result, status));
        joiner.summaries().values().forEach(summary -> put(result, summary));
        joiner.daySummaries().values().forEach(summary -> putDay(result, summary));
        put(result, joiner.ledger());
        return result;
    }

    private static void put(Result result, ExposedOutcome row) {
        String unit = unit(row.getUserid(), row.getExperiment(), row.getSalt(), row.getUnit());
        result.rows()
                .put(
                        unit + "|" + row.getEventId() + "|" + micros(row.getTime()),
                        micros(row.getFirstExposure()) + row.getArm() + row.getEvent() + row.getValue());
    }

    private static void put(Result result, UnitStatus status) {
        String unit = unit(status.getUserid(), status.getExperiment(), status.getSalt(), status.getUnit());
        result.statuses()
                .put(
                        unit,
                        micros(status.getFirstExposure())
                                + status.getArm()
                                + status.getExposureId()
                                + new TreeSet<>(status.getArms()));
    }

    static void put(Result result, PartitionLedger ledger) {
        ledger.getExposures().forEach((name, count) -> put(result, "x" + name.toUpperCase(Locale.ROOT), count));
        ledger.getOutcomes().forEach((name, count) -> put(result, "o" + name.toUpperCase(Locale.ROOT), count));
    }

    private static void put(Result result, String name, long count) {
        if (count != 0) {
            result.classes().put(name, count);
        }
    }

    static void put(Result result, Summary summary) {
        summary.getArms()
                .forEach(arm -> put(
                        result,
                        "ExperimentId[name=" + summary.getExperiment() + ", salt=" + summary.getSalt() + "]"
                                + arm.getArm(),
                        arm));
    }

    static void putDay(Result result, Summary summary) {
        summary.getArms().forEach(arm -> {
            String name = "ExperimentId[name=" + summary.getExperiment() + ", salt=" + summary.getSalt() + "]"
                    + arm.getArm() + " day "
                    + Objects.requireNonNull(summary.getDay()).toEpochDay();
            result.putCount(name + " clean ", arm.getUnits() - arm.getCrossovers());
            result.putCount(name + " crossover ", arm.getCrossovers());
            arm.getMetrics().forEach(metric -> {
                putDay(result, name + " clean " + metric.getMetric(), metric.getClean());
                putDay(result, name + " crossover " + metric.getMetric(), metric.getCrossover());
            });
        });
    }

    private static void putDay(Result result, String name, MetricSums sums) {
        result.putSum(name + " y", new BigDecimal(sums.getSum()));
        result.putSum(name + " yy", new BigDecimal(sums.getSumOfSquares()));
    }

    private static void put(Result result, String name, ArmSummary arm) {
        result.putCount(name + " units", arm.getUnits());
        result.putCount(name + " crossovers", arm.getCrossovers());
        arm.getArrivals()
                .forEach(arrivals -> result.putCount(name + " arrivals " + arrivals.getEpoch(), arrivals.getUnits()));
        arm.getSlices()
                .forEach(slice -> result.putCount(
                        name + Result.slice(slice.getEpoch(), slice.getMatured(), slice.getCrossover()),
                        slice.getUnits()));
        arm.getMetrics().forEach(metric -> {
            put(result, name + " clean " + metric.getMetric(), metric.getClean());
            put(result, name + " crossover " + metric.getMetric(), metric.getCrossover());
            metric.getCells().forEach(cell -> put(result, name, metric.getMetric(), cell));
        });
    }

    private static void put(Result result, String arm, String metric, MetricCell cell) {
        String name = arm + Result.slice(cell.getEpoch(), cell.getMatured(), cell.getCrossover()) + metric;
        result.putCount(name + " nonzero", cell.getNonzero());
        result.putCount(name + " capped", cell.getCapped());
        result.putSum(name + " y", new BigDecimal(cell.getSum()));
        result.putSum(name + " yy", new BigDecimal(cell.getSquares()));
        result.putSum(name + " yyy", new BigDecimal(cell.getCubes()));
        result.putSum(name + " x", new BigDecimal(cell.getCovariateSum()));
        result.putSum(name + " xx", new BigDecimal(cell.getCovariateSquares()));
        result.putSum(name + " xy", new BigDecimal(cell.getCrossProducts()));
    }

    private static void put(Result result, String name, MetricSums sums) {
        result.putCount(name + " holders", sums.getUnits());
        result.putCount(name + " nonzero", sums.getNonzero());
        result.putCount(name + " outcomes", sums.getCount());
        result.putSum(name + " y", new BigDecimal(sums.getSum()));
        result.putSum(name + " yy", new BigDecimal(sums.getSumOfSquares()));
    }

    /** The oracle's sums, with those parts added up over slices that a snapshot says only once. */
    static Result asPublished(Result expected) {
        Map<String, BigDecimal> sides = new TreeMap<>();
        Map<String, String> published = new TreeMap<>();
        expected.sums().forEach((name, value) -> {
            Matcher cell = CELL.matcher(name);
            boolean onlyBySide = name.endsWith(" holders") || name.endsWith(" outcomes");
            if (cell.matches() && BY_SIDE.contains(cell.group("sum"))) {
                String side = cell.group("arm") + cell.group("side") + cell.group("metric") + cell.group("sum");
                sides.merge(side, new BigDecimal(value), BigDecimal::add);
            }
            if (!onlyBySide) {
                published.put(name, value);
            }
        });
        Result result = new Result(expected.rows(), expected.statuses(), published, expected.classes());
        sides.forEach(result::putSum);
        return result;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
