package io.exposures.joiner.query;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.Fingerprint;
import io.exposures.joiner.join.SetHash;
import io.exposures.joiner.join.Slice;
import io.exposures.records.ArmSummary;
import io.exposures.records.Ledger;
import io.exposures.records.Loss;
import io.exposures.records.MetricCell;
import io.exposures.records.MetricSummary;
import io.exposures.records.MetricSums;
import io.exposures.records.Summary;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns records of the summaries and ledger topics into what queries work with; checks what a schema cannot. */
final class SnapshotRecords {

    /** Far beyond any real sum; a longer number could exhaust memory when it is written out. */
    private static final int MOST_DIGITS = 1_000;

    private SnapshotRecords() {}

    /**
     * Puts a record of the summaries topic where it belongs.
     *
     * @throws IllegalArgumentException if the record contradicts itself
     */
    static void putSummary(Summary record, Snapshots snapshots) {
        LocalDate day = record.getDay();
        if (day != null) {
            ExperimentId id = new ExperimentId(record.getExperiment(), record.getSalt());
            snapshots.putDay(id, record.getPartition(), day, arms(record));
            return;
        }
        snapshots.put(summary(record));
    }

    /**
     * One experiment in one partition.
     *
     * @throws IllegalArgumentException if the record contradicts itself
     */
    static PartitionSummary summary(Summary record) {
        ExperimentId id = new ExperimentId(record.getExperiment(), record.getSalt());
        return new PartitionSummary(
                id,
                record.getPartition(),
                asOf(record.getAsOf()),
                arms(record),
                fingerprint(record),
                new Reading(record.getBound(), record.getMaturedTo()),
                record.getChecksums());
    }

    private static SortedMap<String, ArmStats> arms(Summary record) {
        SortedMap<String, ArmStats> arms = new TreeMap<>();
        for (ArmSummary arm : record.getArms()) {
            if (arms.put(arm.getArm(), arm(arm)) != null) {
                throw new IllegalArgumentException("expected each arm once, got twice: " + arm.getArm());
            }
        }
        return arms;
    }

    private static @Nullable Fingerprint fingerprint(Summary record) {
        Long rows = record.getRows();
        String rowHash = record.getRowHash();
        String unitHash = record.getUnitHash();
        return rows == null || rowHash == null || unitHash == null
                ? null
                : new Fingerprint(rows, SetHash.parse(rowHash), SetHash.parse(unitHash));
    }

    /**
     * Puts a record of the ledger topic, which is one of two things, where it belongs.
     *
     * @param published when the record was written
     * @throws IllegalArgumentException if the record contradicts itself
     */
    static void putLedger(Ledger record, Instant published, Snapshots snapshots) {
        if (record.getPartition() != null) {
            snapshots.put(ledger(record.getPartition(), published));
        } else if (record.getLoss() != null) {
            snapshots.put(loss(record.getLoss()));
        } else {
            throw new IllegalArgumentException("expected a partition's progress or a loss report, got neither");
        }
    }

    private static ArmStats arm(ArmSummary record) {
        if (record.getCrossovers() < 0 || record.getCrossovers() > record.getUnits()) {
            throw new IllegalArgumentException("arm " + record.getArm() + ": expected crossovers within 0.."
                    + record.getUnits() + ", got " + record.getCrossovers());
        }
        SortedMap<String, MetricStats> metrics = new TreeMap<>();
        for (MetricSummary metric : record.getMetrics()) {
            metrics.put(
                    metric.getMetric(),
                    new MetricStats(sums(metric.getClean()), sums(metric.getCrossover()), cells(metric)));
        }
        return new ArmStats(record.getUnits(), record.getCrossovers(), metrics, slices(record), arrivals(record));
    }

    private static SortedMap<Slice, Long> slices(ArmSummary record) {
        SortedMap<Slice, Long> slices = new TreeMap<>();
        record.getSlices()
                .forEach(slice -> slices.put(
                        new Slice(slice.getEpoch(), slice.getMatured(), slice.getCrossover()), slice.getUnits()));
        return slices;
    }

    private static SortedMap<Integer, Long> arrivals(ArmSummary record) {
        SortedMap<Integer, Long> arrivals = new TreeMap<>();
        record.getArrivals().forEach(arrival -> arrivals.put(arrival.getEpoch(), arrival.getUnits()));
        return arrivals;
    }

    private static SortedMap<Slice, CellSums> cells(MetricSummary record) {
        SortedMap<Slice, CellSums> cells = new TreeMap<>();
        for (MetricCell cell : record.getCells()) {
            cells.put(
                    new Slice(cell.getEpoch(), cell.getMatured(), cell.getCrossover()),
                    new CellSums(
                            cell.getNonzero(),
                            cell.getCapped(),
                            decimal(cell.getSum()),
                            decimal(cell.getSquares()),
                            decimal(cell.getCubes()),
                            decimal(cell.getCovariateSum()),
                            decimal(cell.getCovariateSquares()),
                            decimal(cell.getCrossProducts())));
        }
        return cells;
    }

    private static Sums sums(MetricSums record) {
        return new Sums(
                record.getUnits(),
                record.getNonzero(),
                record.getCount(),
                decimal(record.getSum()),
                decimal(record.getSumOfSquares()));
    }

    private static BigDecimal decimal(String text) {
        BigDecimal number = text.length() > MOST_DIGITS ? null : parsed(text);
        if (number == null || Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw new IllegalArgumentException("expected a decimal number of at most " + MOST_DIGITS + " digits");
        }
        return number;
    }

    private static BigDecimal parsed(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a decimal number, got: " + text, e);
        }
    }

    private static AsOf asOf(io.exposures.records.AsOf record) {
        return new AsOf(record.getExposures(), record.getOutcomes(), record.getClock(), record.getFinalBefore());
    }

    private static PartitionLedger ledger(io.exposures.records.PartitionLedger record, Instant published) {
        return new PartitionLedger(
                record.getPartition(),
                asOf(record.getAsOf()),
                published,
                new TopicLedger(record.getExposuresConsumed(), new TreeMap<>(record.getExposures())),
                new TopicLedger(record.getOutcomesConsumed(), new TreeMap<>(record.getOutcomes())),
                record.getSources().stream().map(SnapshotRecords::source).toList());
    }

    private static SourceReport source(io.exposures.records.SourceReport record) {
        return new SourceReport(
                record.getTopic(),
                record.getHost(),
                record.getRecords(),
                record.getLate(),
                record.getFuture(),
                record.getHour(),
                record.getLeastDelay());
    }

    private static LossReport loss(io.exposures.records.LossReport record) {
        List<LossReport.Loss> losses =
                record.getLosses().stream().map(SnapshotRecords::loss).toList();
        return new LossReport(
                record.getReportId(),
                record.getSource().getLibrary(),
                record.getSource().getHost(),
                losses);
    }

    private static LossReport.Loss loss(Loss record) {
        LossReport.Kind kind = new LossReport.Kind(record.getKind(), record.getReason(), record.getExperiment());
        return new LossReport.Loss(kind, record.getCount(), record.getFirst(), record.getLast());
    }
}
