package io.exposures.joiner.certify;

import io.exposures.records.ArmSummary;
import io.exposures.records.Arrivals;
import io.exposures.records.MetricCell;
import io.exposures.records.MetricSummary;
import io.exposures.records.UnitSlice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums without the distinction of matured and open units: two joiners at the same offsets agree on them even when one has
 * not yet come to moving all matured units.
 */
final class ToDate {

    private final Map<String, BigDecimal> sums = new TreeMap<>();

    private ToDate() {}

    /** The sums by name. */
    static Map<String, BigDecimal> of(List<ArmSummary> arms) {
        ToDate toDate = new ToDate();
        arms.forEach(toDate::add);
        toDate.sums.values().removeIf(sum -> sum.signum() == 0);
        toDate.sums.replaceAll((name, sum) -> sum.stripTrailingZeros());
        return toDate.sums;
    }

    private void add(ArmSummary arm) {
        add(arm.getArm() + " units", arm.getUnits());
        add(arm.getArm() + " crossovers", arm.getCrossovers());
        for (UnitSlice slice : arm.getSlices()) {
            add(arm.getArm() + side(slice.getEpoch(), slice.getCrossover()) + " units", slice.getUnits());
        }
        for (Arrivals arrivals : arm.getArrivals()) {
            add(arm.getArm() + " arrivals in epoch " + arrivals.getEpoch(), arrivals.getUnits());
        }
        arm.getMetrics().forEach(metric -> add(arm.getArm(), metric));
    }

    private void add(String arm, MetricSummary metric) {
        for (MetricCell cell : metric.getCells()) {
            String name = arm + " " + metric.getMetric() + side(cell.getEpoch(), cell.getCrossover());
            add(name + " nonzero", cell.getNonzero());
            add(name + " capped", cell.getCapped());
            add(name + " sum", cell.getSum());
            add(name + " squares", cell.getSquares());
            add(name + " cubes", cell.getCubes());
            add(name + " covariate", cell.getCovariateSum());
            add(name + " covariate squares", cell.getCovariateSquares());
            add(name + " cross products", cell.getCrossProducts());
        }
    }

    private static String side(int epoch, boolean crossover) {
        return " epoch " + epoch + (crossover ? " crossover" : " clean");
    }

    private void add(String name, long value) {
        sums.merge(name, BigDecimal.valueOf(value), BigDecimal::add);
    }

    private void add(String name, String decimal) {
        sums.merge(name, new BigDecimal(decimal), BigDecimal::add);
    }
}
