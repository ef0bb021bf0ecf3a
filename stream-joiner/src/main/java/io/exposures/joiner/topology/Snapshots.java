package io.exposures.joiner.topology;

import io.exposures.joiner.definitions.BoundRecords;
import io.exposures.joiner.join.ArmTally;
import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.MetricTally;
import io.exposures.joiner.join.ScaledValue;
import io.exposures.joiner.join.SourceClock;
import io.exposures.records.ArmSummary;
import io.exposures.records.AsOf;
import io.exposures.records.Ledger;
import io.exposures.records.MetricSummary;
import io.exposures.records.MetricSums;
import io.exposures.records.PartitionLedger;
import io.exposures.records.SourceReport;
import io.exposures.records.Summary;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Snapshots of a partition for the summaries and ledger topics. */
final class Snapshots {

    private final int partition;
    private final Duration horizon;

    Snapshots(int partition, Duration horizon) {
        this.partition = partition;
        this.horizon = horizon;
    }

    Summary summary(ExperimentId key, ExperimentTally tally, Progress progress) {
        List<ArmSummary> arms = new ArrayList<>();
        tally.arms().forEach((arm, numbers) -> arms.add(arm(arm, numbers)));
        BoundDefinition bound = tally.definition();
        return new Summary(
                key.name(),
                key.salt(),
                partition,
                bound == null ? null : bound.version(),
                asOf(progress),
                arms,
                bound == null ? null : BoundRecords.toRecord(key, bound),
                tally.fingerprint().rows(),
                tally.fingerprint().rowHash().toString(),
                tally.fingerprint().unitHash().toString(),
                new HashMap<>(tally.checksums()));
    }

    Ledger ledger(Progress progress, PartitionStore store) {
        return new Ledger(
                new PartitionLedger(
                        partition,
                        asOf(progress),
                        progress.counts().exposuresConsumed(),
                        progress.counts().outcomesConsumed(),
                        byName(progress.counts().exposures()),
                        byName(progress.counts().outcomes()),
                        sources(store)),
                null);
    }

    private static List<SourceReport> sources(PartitionStore store) {
        List<SourceReport> reports = new ArrayList<>();
        store.exposureSources().byHost().forEach((host, clock) -> reports.add(report("exposures", host, clock)));
        store.outcomeSources().byHost().forEach((host, clock) -> reports.add(report("outcomes", host, clock)));
        return reports;
    }

    private static SourceReport report(String topic, String host, SourceClock clock) {
        return new SourceReport(
                topic,
                host,
                clock.records(),
                clock.late(),
                clock.future(),
                Instant.EPOCH.plus(clock.hour(), ChronoUnit.HOURS),
                clock.leastDelay());
    }

    private AsOf asOf(Progress progress) {
        return new AsOf(
                progress.nextExposure(),
                progress.nextOutcome(),
                instant(progress.clock().millis()),
                instant(progress.clock().finalBefore(horizon)));
    }

    private static @Nullable Instant instant(OptionalLong millis) {
        return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
    }

    private static ArmSummary arm(String name, ArmTally arm) {
        TreeSet<String> metrics = new TreeSet<>(Comparator.naturalOrder());
        metrics.addAll(arm.clean().keySet());
        metrics.addAll(arm.crossover().keySet());
        List<MetricSummary> summaries = new ArrayList<>();
        metrics.forEach(metric -> summaries.add(new MetricSummary(
                metric,
                sums(arm.clean().getOrDefault(metric, MetricTally.NONE)),
                sums(arm.crossover().getOrDefault(metric, MetricTally.NONE)))));
        return new ArmSummary(name, arm.units(), arm.crossovers(), summaries);
    }

    private static MetricSums sums(MetricTally tally) {
        return new MetricSums(
                tally.units(),
                tally.nonzero(),
                tally.count(),
                plain(ScaledValue.toDecimal(tally.sum())),
                plain(ScaledValue.squareToDecimal(tally.sumOfSquares())));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static Map<String, Long> byName(Map<? extends Enum<?>, Long> counts) {
        Map<String, Long> byName = new HashMap<>();
        counts.forEach((recordClass, count) -> byName.put(recordClass.name().toLowerCase(Locale.ROOT), count));
        return byName;
    }
}
