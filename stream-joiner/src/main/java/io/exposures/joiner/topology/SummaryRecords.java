package io.exposures.joiner.topology;

import io.exposures.joiner.join.ArmTally;
import io.exposures.joiner.join.CellKey;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.ScaledValue;
import io.exposures.joiner.join.Slice;
import io.exposures.joiner.stats.Quantiser;
import io.exposures.records.ArmSummary;
import io.exposures.records.Arrivals;
import io.exposures.records.MetricCell;
import io.exposures.records.MetricSummary;
import io.exposures.records.MetricSums;
import io.exposures.records.UnitSlice;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An experiment's numbers as records. What is empty is left out, so that a snapshot stays small. */
final class SummaryRecords {

    private SummaryRecords() {}

    static List<ArmSummary> arms(ExperimentTally tally, Map<String, ArmTally> tallies) {
        Map<String, Integer> scales = scales(tally);
        List<ArmSummary> arms = new ArrayList<>();
        tallies.forEach((name, arm) -> arms.add(arm(tally, name, arm, scales)));
        return arms;
    }

    /** With units and simple sums only. */
    static List<ArmSummary> simpleArms(ExperimentTally tally, Map<String, ArmTally> tallies) {
        return arms(tally, tallies).stream()
                .filter(arm -> arm.getUnits() != 0)
                .map(SummaryRecords::simple)
                .toList();
    }

    private static ArmSummary simple(ArmSummary arm) {
        List<MetricSummary> metrics = arm.getMetrics().stream()
                .map(metric ->
                        new MetricSummary(metric.getMetric(), metric.getClean(), metric.getCrossover(), List.of()))
                .toList();
        return new ArmSummary(arm.getArm(), arm.getUnits(), arm.getCrossovers(), metrics, List.of(), List.of());
    }

    private static Map<String, Integer> scales(ExperimentTally tally) {
        Map<String, Integer> scales = new TreeMap<>();
        tally.metrics().forEach(metric -> scales.put(metric, Quantiser.DEFAULT_SCALE));
        if (tally.definition() != null) {
            tally.definition().measures().metrics().forEach(metric -> scales.put(metric.name(), metric.scale()));
        }
        return scales;
    }

    private static ArmSummary arm(ExperimentTally tally, String name, ArmTally arm, Map<String, Integer> scales) {
        List<MetricSummary> metrics = new ArrayList<>();
        scales.forEach((metric, scale) -> {
            MetricParts parts = new MetricParts(scale);
            arm.unitsBySlice().keySet().forEach(slice -> parts.add(slice, arm, metric, tally.sums(arm, metric, slice)));
            if (!parts.isEmpty()) {
                metrics.add(parts.summary(metric));
            }
        });
        return new ArmSummary(name, arm.units(), arm.crossovers(), metrics, slices(arm), arrivals(arm));
    }

    private static List<UnitSlice> slices(ArmTally arm) {
        List<UnitSlice> slices = new ArrayList<>();
        arm.unitsBySlice()
                .forEach((slice, units) ->
                        slices.add(new UnitSlice(slice.epoch(), slice.matured(), slice.crossover(), units)));
        return slices;
    }

    private static List<Arrivals> arrivals(ArmTally arm) {
        List<Arrivals> arrivals = new ArrayList<>();
        arm.arrivals().forEach((epoch, units) -> arrivals.add(new Arrivals(epoch, units)));
        return arrivals;
    }

    /** One metric of one arm while its slices are added up. */
    private static final class MetricParts {

        private final int scale;
        private final List<MetricCell> cells = new ArrayList<>();
        private final Side clean = new Side();
        private final Side crossover = new Side();

        MetricParts(int scale) {
            this.scale = scale;
        }

        /** Sums over units that were seen with one arm, or over the others. */
        private static final class Side {
            private long holders;
            private long outcomes;
            private io.exposures.joiner.stats.MetricSums sums = io.exposures.joiner.stats.MetricSums.NONE;
        }

        void add(Slice slice, ArmTally arm, String metric, io.exposures.joiner.stats.MetricSums sums) {
            io.exposures.joiner.join.MetricCell cell = arm.cell(new CellKey(metric, slice));
            Side side = slice.crossover() ? crossover : clean;
            side.holders += cell.holders();
            side.outcomes += cell.outcomes();
            side.sums = side.sums.plus(sums);
            if (saysSomething(sums)) {
                cells.add(cell(slice, sums));
            }
        }

        private static boolean saysSomething(io.exposures.joiner.stats.MetricSums sums) {
            return sums.nonzero() != 0
                    || sums.capped() != 0
                    || sums.covariateSquares().signum() != 0;
        }

        boolean isEmpty() {
            return cells.isEmpty() && clean.holders == 0 && crossover.holders == 0;
        }

        MetricSummary summary(String metric) {
            return new MetricSummary(metric, record(clean), record(crossover), cells);
        }

        private MetricSums record(Side side) {
            return new MetricSums(
                    side.holders,
                    side.sums.nonzero(),
                    side.outcomes,
                    decimal(side.sums.sum(), scale),
                    decimal(side.sums.squares(), 2 * scale));
        }

        private MetricCell cell(Slice slice, io.exposures.joiner.stats.MetricSums sums) {
            return new MetricCell(
                    slice.epoch(),
                    slice.matured(),
                    slice.crossover(),
                    sums.nonzero(),
                    sums.capped(),
                    decimal(sums.sum(), scale),
                    decimal(sums.squares(), 2 * scale),
                    decimal(sums.cubes(), 3 * scale),
                    decimal(sums.covariateSum(), scale),
                    decimal(sums.covariateSquares(), 2 * scale),
                    decimal(sums.crossProducts(), 2 * scale));
        }
    }

    private static String decimal(BigInteger steps, int scale) {
        BigDecimal value = ScaledValue.toDecimal(steps, scale);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
