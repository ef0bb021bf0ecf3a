package io.exposures.joiner.topology;

import io.exposures.joiner.definitions.BoundRecords;
import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.Matured;
import io.exposures.joiner.join.SourceClock;
import io.exposures.records.AsOf;
import io.exposures.records.Ledger;
import io.exposures.records.PartitionLedger;
import io.exposures.records.SourceReport;
import io.exposures.records.Summary;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Snapshots of a partition for the summaries and ledger topics. */
final class Snapshots {

    private final int partition;
    private final Duration horizon;

    Snapshots(int partition, Duration horizon) {
        this.partition = partition;
        this.horizon = horizon;
    }

    Summary summary(ExperimentId key, ExperimentTally tally, Progress progress, Matured matured) {
        BoundDefinition bound = tally.definition();
        return new Summary(
                key.name(),
                key.salt(),
                partition,
                bound == null ? null : bound.version(),
                asOf(progress),
                SummaryRecords.arms(tally, SnapshotArms.fitting(tally.arms())),
                matured.isNone() ? null : SummaryRecords.instant(matured.time() - 1),
                bound == null ? null : BoundRecords.toRecord(key, bound),
                tally.fingerprint().rows(),
                tally.fingerprint().rowHash().toString(),
                tally.fingerprint().unitHash().toString(),
                null,
                new HashMap<>(tally.checksums()));
    }

    /** What the units that were first exposed on one day come to. */
    Summary day(ExperimentId key, ExperimentTally tally, Progress progress, long day) {
        return new Summary(
                key.name(),
                key.salt(),
                partition,
                null,
                asOf(progress),
                SummaryRecords.simpleArms(
                        tally, SnapshotArms.fitting(tally.cohorts().arms(day))),
                null,
                null,
                null,
                null,
                null,
                LocalDate.ofEpochDay(day),
                new HashMap<>());
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

    private static Map<String, Long> byName(Map<? extends Enum<?>, Long> counts) {
        Map<String, Long> byName = new HashMap<>();
        counts.forEach((recordClass, count) -> byName.put(recordClass.name().toLowerCase(Locale.ROOT), count));
        return byName;
    }
}
