package io.exposures.joiner.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.Fingerprint;
import io.exposures.joiner.query.ArmStats;
import io.exposures.joiner.query.AsOf;
import io.exposures.joiner.query.Crossovers;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.LedgerStats;
import io.exposures.joiner.query.LossReport;
import io.exposures.joiner.query.MetricStats;
import io.exposures.joiner.query.PartitionLedger;
import io.exposures.joiner.query.SourceReport;
import io.exposures.joiner.query.Staleness;
import io.exposures.joiner.query.StatsQuery;
import io.exposures.joiner.query.Sums;
import io.exposures.joiner.query.TopicLedger;
import io.exposures.joiner.query.UserView;
import io.exposures.joiner.results.ExperimentOverview;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The JSON of the answers. Sums are decimal text, because JSON numbers lose digits in most readers. */
final class Views {

    private Views() {}

    record Experiments(List<ExperimentItem> experiments) {
        static Experiments of(StatsQuery query) {
            return new Experiments(query.experiments().stream()
                    .map(stats -> ExperimentItem.of(stats, query))
                    .toList());
        }
    }

    record ExperimentItem(
            String name,
            String salt,
            int arms,
            long units,
            long crossovers,
            SortedSet<String> metrics,
            String state,
            @Nullable String start,
            List<String> alarms,
            @Nullable String sampleRatio,
            @Nullable String lastChange,
            boolean partial,
            Collection<Integer> missingPartitions) {

        static ExperimentItem of(ExperimentStats stats, StatsQuery query) {
            ExperimentOverview overview =
                    ExperimentOverview.of(stats, query.definition(stats.id()).orElse(null));
            return new ExperimentItem(
                    stats.id().name(),
                    stats.id().salt(),
                    stats.arms().size(),
                    stats.units(),
                    stats.crossovers(),
                    stats.metrics(),
                    overview.state(),
                    time(overview.start()),
                    overview.alarms(),
                    overview.sampleRatio(),
                    time(stats.lastChange().orElse(null)),
                    stats.partial(),
                    stats.missing());
        }
    }

    record Experiment(
            String name,
            String salt,
            Options options,
            long units,
            long crossovers,
            List<Arm> arms,
            Map<String, Long> checksums,
            @Nullable String lastChange,
            boolean partial,
            Collection<Integer> missingPartitions,
            @JsonProperty("asOf") List<Position> asOf) {

        static Experiment of(ExperimentStats stats, Crossovers crossovers) {
            return new Experiment(
                    stats.id().name(),
                    stats.id().salt(),
                    new Options(Parameters.name(crossovers)),
                    stats.units(),
                    stats.crossovers(),
                    arms(stats, crossovers),
                    stats.checksums(),
                    time(stats.lastChange().orElse(null)),
                    stats.partial(),
                    stats.missing(),
                    positions(stats.asOf()));
        }

        private static List<Arm> arms(ExperimentStats stats, Crossovers crossovers) {
            SortedSet<String> metrics = stats.metrics();
            return stats.arms().entrySet().stream()
                    .map(arm -> Arm.of(arm.getKey(), arm.getValue(), metrics, crossovers))
                    .toList();
        }
    }

    record Hash(
            String name,
            String salt,
            @Nullable Long rows,
            @Nullable String rowHash,
            @Nullable String unitHash,
            String sumsHash,
            boolean partial,
            Collection<Integer> missingPartitions,
            @JsonProperty("asOf") List<Position> asOf) {

        static Hash of(ExperimentStats stats) {
            Fingerprint fingerprint = stats.fingerprint();
            return new Hash(
                    stats.id().name(),
                    stats.id().salt(),
                    fingerprint == null ? null : fingerprint.rows(),
                    fingerprint == null ? null : fingerprint.rowHash().toString(),
                    fingerprint == null ? null : fingerprint.unitHash().toString(),
                    stats.sumsHash(),
                    stats.partial(),
                    stats.missing(),
                    positions(stats.asOf()));
        }
    }

    record Options(String crossovers) {}

    record Arm(String arm, long units, long crossovers, long analysedUnits, List<Metric> metrics) {

        /** Every metric of the experiment appears in every arm: no outcome at all is a mean of zero, not a gap. */
        static Arm of(String name, ArmStats arm, SortedSet<String> metrics, Crossovers crossovers) {
            long analysed = arm.units(crossovers);
            return new Arm(
                    name,
                    arm.units(),
                    arm.crossovers(),
                    analysed,
                    metrics.stream()
                            .map(metric -> Metric.of(metric, sums(arm, metric, crossovers), analysed))
                            .toList());
        }

        private static Sums sums(ArmStats arm, String metric, Crossovers crossovers) {
            return arm.metrics().getOrDefault(metric, MetricStats.NONE).sums(crossovers);
        }
    }

    record Metric(
            String metric,
            long units,
            long nonzero,
            long count,
            String sum,
            String sumOfSquares,
            @Nullable Double mean) {

        static Metric of(String name, Sums sums, long analysedUnits) {
            return new Metric(
                    name,
                    sums.units(),
                    sums.nonzero(),
                    sums.count(),
                    decimal(sums.sum()),
                    decimal(sums.sumOfSquares()),
                    mean(sums.sum(), analysedUnits));
        }

        /** Exact numerator and denominator, so that the only rounding is the one to a double. */
        private static @Nullable Double mean(BigDecimal sum, long units) {
            return units == 0
                    ? null
                    : sum.divide(BigDecimal.valueOf(units), MathContext.DECIMAL128)
                            .doubleValue();
        }
    }

    record Position(
            int partition,
            long exposures,
            long outcomes,
            @Nullable String clock,
            @Nullable String finalBefore) {}

    record LedgerAnswer(
            LedgerTotal total,
            List<LedgerPartition> partitions,
            boolean partial,
            Collection<Integer> missingPartitions,
            List<SourceItem> sources,
            Losses losses) {

        static LedgerAnswer of(LedgerStats stats) {
            return new LedgerAnswer(
                    LedgerTotal.of(stats),
                    stats.partitions().values().stream()
                            .map(LedgerPartition::of)
                            .toList(),
                    stats.partial(),
                    stats.missing(),
                    stats.sources().stream().map(SourceItem::of).toList(),
                    Losses.of(stats));
        }
    }

    record SourceItem(
            String topic,
            String host,
            long records,
            long late,
            long future,
            String hour,
            long leastDelayMs,
            boolean suspect) {

        static SourceItem of(SourceReport source) {
            return new SourceItem(
                    source.topic(),
                    source.host(),
                    source.records(),
                    source.late(),
                    source.future(),
                    source.hour().toString(),
                    source.leastDelayMillis(),
                    source.suspect());
        }
    }

    record LedgerTotal(
            LedgerTopic exposures,
            LedgerTopic outcomes,
            @Nullable String clock,
            @Nullable String finalBefore) {

        static LedgerTotal of(LedgerStats stats) {
            return new LedgerTotal(
                    LedgerTopic.of(stats.exposures()),
                    LedgerTopic.of(stats.outcomes()),
                    time(stats.clock().orElse(null)),
                    time(stats.finalBefore().orElse(null)));
        }
    }

    record LedgerPartition(
            int partition,
            LedgerTopic exposures,
            LedgerTopic outcomes,
            @Nullable String clock,
            @Nullable String finalBefore,
            @JsonProperty("asOf") Offsets asOf,
            String published) {

        static LedgerPartition of(PartitionLedger ledger) {
            AsOf asOf = ledger.asOf();
            return new LedgerPartition(
                    ledger.partition(),
                    LedgerTopic.of(ledger.exposures()),
                    LedgerTopic.of(ledger.outcomes()),
                    time(asOf.clock()),
                    time(asOf.finalBefore()),
                    new Offsets(asOf.exposures(), asOf.outcomes()),
                    ledger.published().toString());
        }
    }

    record Offsets(long exposures, long outcomes) {}

    record LedgerTopic(long consumed, Map<String, Long> classes, boolean balanced) {
        static LedgerTopic of(TopicLedger topic) {
            return new LedgerTopic(topic.consumed(), topic.classes(), topic.balanced());
        }
    }

    record Losses(List<LossItem> total, List<LossReportItem> reports) {

        static Losses of(LedgerStats stats) {
            return new Losses(
                    stats.losses().stream().map(LossItem::of).toList(),
                    stats.reports().stream().map(LossReportItem::of).toList());
        }
    }

    record LossReportItem(String id, String library, String host, List<LossItem> losses) {
        static LossReportItem of(LossReport report) {
            return new LossReportItem(
                    report.id(),
                    report.library(),
                    report.host(),
                    report.losses().stream().map(LossItem::of).toList());
        }
    }

    record LossItem(String kind, String reason, @Nullable String experiment, long count, String first, String last) {

        static LossItem of(LossReport.Loss loss) {
            return new LossItem(
                    loss.what().kind(),
                    loss.what().reason(),
                    loss.what().experiment(),
                    loss.count(),
                    loss.first().toString(),
                    loss.last().toString());
        }
    }

    record User(
            String userid,
            List<Unit> units,
            @JsonProperty("asOf") @Nullable Position asOf,
            @Nullable Stale stale) {

        static User of(UserView user, @Nullable Staleness stale) {
            AsOf asOf = user.asOf();
            return new User(
                    user.userid(),
                    user.units().stream().map(Unit::of).toList(),
                    asOf == null ? null : position(user.partition(), asOf),
                    Stale.of(stale));
        }
    }

    record Unit(
            String experiment,
            String salt,
            String unit,
            String arm,
            @JsonRawValue String params,
            String firstExposure,
            List<String> arms,
            boolean crossover,
            List<Total> totals) {

        static Unit of(UserView.Unit unit) {
            ExperimentId experiment = unit.experiment();
            return new Unit(
                    experiment.name(),
                    experiment.salt(),
                    unit.unit(),
                    unit.arm(),
                    unit.params(),
                    unit.firstExposure().toString(),
                    unit.arms(),
                    unit.crossover(),
                    unit.totals().entrySet().stream()
                            .map(total -> Total.of(total.getKey(), total.getValue()))
                            .toList());
        }
    }

    record Total(String metric, long count, String total) {
        static Total of(String metric, UserView.Total total) {
            return new Total(metric, total.count(), decimal(total.total()));
        }
    }

    private static List<Position> positions(Map<Integer, AsOf> asOf) {
        return asOf.entrySet().stream()
                .map(e -> position(e.getKey(), e.getValue()))
                .toList();
    }

    private static Position position(int partition, AsOf asOf) {
        return new Position(partition, asOf.exposures(), asOf.outcomes(), time(asOf.clock()), time(asOf.finalBefore()));
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /** The shortest plain form, so that equal numbers are equal text. */
    static String decimal(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
