package io.exposures.joiner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.joiner.join.LedgerCounts;
import io.exposures.joiner.join.LoggedRecord;
import io.exposures.joiner.join.NaiveOracle;
import io.exposures.joiner.join.Result;
import io.exposures.joiner.join.Scenario;
import io.exposures.joiner.join.UnitKey;
import io.exposures.records.ArmSummary;
import io.exposures.records.ExposedOutcome;
import io.exposures.records.Exposure;
import io.exposures.records.MetricCell;
import io.exposures.records.MetricSums;
import io.exposures.records.Outcome;
import io.exposures.records.PartitionLedger;
import io.exposures.records.Source;
import io.exposures.records.Summary;
import io.exposures.records.UnitStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Random logs through the real topology, codecs and stores included, against the naive oracle. */
class TopologyFuzzerTest {

    private static final int RUNS = Integer.getInteger("fuzz.topology.runs", 40);
    private static final Pattern CELL = Pattern.compile(
            "(?<arm>.*) epoch \\d (open|matured)(?<side> clean | crossover )(?<metric>.*)(?<sum> [a-z]+)",
            Pattern.DOTALL);
    private static final Set<String> BY_SIDE = Set.of(" holders", " outcomes", " nonzero", " y", " yy");
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    @Test
    void theTopologyGivesWhatTheOracleComputes() {
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            Scenario scenario = new Scenario(seed);
            Result expected = asPublished(
                    NaiveOracle.of(scenario.exposures, scenario.outcomes, scenario.caps, scenario::definition));
            assertThat(run(scenario, seed))
                    .as("seed %d (-Dfuzz.seed=%d -Dfuzz.topology.runs=1)", seed, seed)
                    .isEqualTo(expected);
        }
    }

    private static Result run(Scenario scenario, long seed) {
        Map<String, String> settings = Map.of(
                "joiner.horizon", Scenario.HORIZON.toString(),
                "joiner.heartbeats", "false",
                "joiner.lookback.days", Integer.toString(scenario.lookbackDays),
                "joiner.cap.units.per.hour", Integer.toString(scenario.caps.newUnitsPerHour()),
                "joiner.cap.outcomes.per.hour", Integer.toString(scenario.caps.newOutcomesPerHour()),
                "joiner.cap.units.per.user", Integer.toString(scenario.caps.unitsPerUser()),
                "joiner.cap.experiments", Integer.toString(scenario.caps.experiments()));
        try (TopologyHarness joiner = new TopologyHarness(settings, scenario::definition)) {
            feed(joiner, scenario, new Random(seed));
            Result result = result(joiner);
            assertThat(joiner.recount()).isEmpty();
            return result;
        }
    }

    private static void feed(TopologyHarness joiner, Scenario scenario, Random random) {
        int x = 0;
        int o = 0;
        while (x < scenario.exposures.size() || o < scenario.outcomes.size()) {
            boolean exposure = o == scenario.outcomes.size() || (x < scenario.exposures.size() && random.nextBoolean());
            if (exposure) {
                LoggedRecord next = scenario.exposures.get(x++);
                joiner.exposure(exposure(next), next.append());
            } else {
                LoggedRecord next = scenario.outcomes.get(o++);
                joiner.outcome(outcome(next), next.append());
            }
            if (random.nextInt(4) == 0) {
                joiner.tick();
            }
            assertBalanced(joiner.partition().progress().counts(), x, o);
        }
    }

    /** Every record read so far is in exactly one class. */
    private static void assertBalanced(LedgerCounts counts, long exposures, long outcomes) {
        assertThat(counts.exposuresConsumed()).isEqualTo(exposures);
        assertThat(counts.outcomesConsumed()).isEqualTo(outcomes);
        assertThat(sum(counts.exposures().values())).isEqualTo(exposures);
        assertThat(sum(counts.outcomes().values())).isEqualTo(outcomes);
        assertThat(counts.exposures().values()).allMatch(count -> count >= 0);
        assertThat(counts.outcomes().values()).allMatch(count -> count >= 0);
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private static Exposure exposure(LoggedRecord logged) {
        UnitKey unit = Objects.requireNonNull(logged.unit());
        return Exposure.newBuilder()
                .setExposureId(logged.id())
                .setUserid(logged.userid())
                .setUnit(unit.unit())
                .setName(unit.experiment().name())
                .setSalt(unit.experiment().salt())
                .setInputs(Map.of())
                .setParams(params(logged.arm()))
                .setTime(Instant.EPOCH.plus(logged.time(), ChronoUnit.MICROS))
                .setSource(new Source("test", ""))
                .build();
    }

    private static Map<String, Object> params(String arm) {
        Map<String, Object> params = new HashMap<>();
        if (!arm.equals("{}")) {
            params.put("c", Long.valueOf(arm.replaceAll("\\D", "")));
        }
        return params;
    }

    private static Outcome outcome(LoggedRecord logged) {
        return Outcome.newBuilder()
                .setEventId(logged.id())
                .setUserid(logged.userid())
                .setTime(Instant.EPOCH.plus(logged.time(), ChronoUnit.MICROS))
                .setEvent(logged.event())
                .setValue(logged.value())
                .setRetracts(logged.retracts())
                .build();
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static String unit(String userid, String experiment, String salt, String unit) {
        return userid + "|UnitKey[experiment=ExperimentId[name=" + experiment + ", salt=" + salt + "], unit=" + unit
                + "]";
    }

    private static Result result(TopologyHarness joiner) {
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

    private static void put(Result result, PartitionLedger ledger) {
        ledger.getExposures().forEach((name, count) -> put(result, "x" + name.toUpperCase(Locale.ROOT), count));
        ledger.getOutcomes().forEach((name, count) -> put(result, "o" + name.toUpperCase(Locale.ROOT), count));
    }

    private static void put(Result result, String name, long count) {
        if (count != 0) {
            result.classes().put(name, count);
        }
    }

    private static void put(Result result, Summary summary) {
        summary.getArms()
                .forEach(arm -> put(
                        result,
                        "ExperimentId[name=" + summary.getExperiment() + ", salt=" + summary.getSalt() + "]"
                                + arm.getArm(),
                        arm));
    }

    private static void putDay(Result result, Summary summary) {
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
    private static Result asPublished(Result expected) {
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
}
