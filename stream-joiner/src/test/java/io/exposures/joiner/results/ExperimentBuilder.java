package io.exposures.joiner.results;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.Fingerprint;
import io.exposures.joiner.join.Slice;
import io.exposures.joiner.query.ArmStats;
import io.exposures.joiner.query.AsOf;
import io.exposures.joiner.query.CellSums;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.MetricStats;
import io.exposures.joiner.query.Reading;
import io.exposures.joiner.query.Sums;
import io.exposures.records.AllocationEpoch;
import io.exposures.records.ArmDefinition;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.MetricDefinition;
import io.exposures.records.Role;
import io.exposures.records.Transform;
import io.exposures.schemas.serde.TrustedRecords;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Builds the sums of an experiment unit by unit, as the stream would have made them. */
public final class ExperimentBuilder {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Slice MATURED = new Slice(0, true, false);

    static {
        TrustedRecords.trust();
    }

    private final TreeMap<String, ArmStats> arms = new TreeMap<>();
    private final List<MetricDefinition> metrics = new ArrayList<>();
    private final List<ArmDefinition> declared = new ArrayList<>();
    private final List<AllocationEpoch> epochs = new ArrayList<>();
    private ExperimentId id = new ExperimentId("button", "v1");
    private Instant clock = NOON;
    private @Nullable Instant start;
    private @Nullable Instant end;
    private final TreeSet<Integer> missing = new TreeSet<>();
    private double alpha = 0.05;

    public ExperimentBuilder named(String name, String salt) {
        id = new ExperimentId(name, salt);
        return this;
    }

    /** What the broker's clock says at the newest record. */
    public ExperimentBuilder at(Instant time) {
        clock = time;
        return this;
    }

    public ExperimentBuilder startingAt(Instant time) {
        start = time;
        return this;
    }

    public ExperimentBuilder lacking(int partition) {
        missing.add(partition);
        return this;
    }

    /** Units of an arm that all have the same values of a metric. */
    public ExperimentBuilder units(String arm, Slice slice, long units, String metric, double y, double x) {
        return units(arm, slice, units).values(arm, slice, units, metric, y, x);
    }

    public ExperimentBuilder units(String arm, Slice slice, long units) {
        ArmStats more = new ArmStats(
                units,
                slice.crossover() ? units : 0,
                new TreeMap<>(),
                new TreeMap<>(Map.of(slice, units)),
                new TreeMap<>(Map.of(slice.epoch(), units)));
        arms.merge(arm, more, ArmStats::plus);
        return this;
    }

    /** Values of so many of the units that are there. */
    public ExperimentBuilder values(String arm, Slice slice, long units, String metric, double y, double x) {
        BigDecimal n = BigDecimal.valueOf(units);
        BigDecimal yy = BigDecimal.valueOf(y);
        BigDecimal xx = BigDecimal.valueOf(x);
        CellSums sums = new CellSums(
                y == 0 ? 0 : units,
                0,
                n.multiply(yy),
                n.multiply(yy.pow(2)),
                n.multiply(yy.pow(3)),
                n.multiply(xx),
                n.multiply(xx.pow(2)),
                n.multiply(xx).multiply(yy));
        MetricStats stats = new MetricStats(Sums.NONE, Sums.NONE, new TreeMap<>(Map.of(slice, sums)));
        ArmStats more = new ArmStats(0, 0, new TreeMap<>(Map.of(metric, stats)), new TreeMap<>(), new TreeMap<>());
        arms.merge(arm, more, ArmStats::plus);
        return this;
    }

    /** Units of which only simple sums are kept, as by day. */
    public ExperimentBuilder simple(String arm, long units, String metric, double y) {
        BigDecimal n = BigDecimal.valueOf(units);
        BigDecimal value = BigDecimal.valueOf(y);
        Sums sums = new Sums(units, units, units, n.multiply(value), n.multiply(value.pow(2)));
        ArmStats more = new ArmStats(units, 0, new TreeMap<>(Map.of(metric, new MetricStats(sums, Sums.NONE))));
        arms.merge(arm, more, ArmStats::plus);
        return this;
    }

    /** Values of another metric of so many of the units that are there, as by day. */
    public ExperimentBuilder simpleValues(String arm, long units, String metric, double y) {
        BigDecimal n = BigDecimal.valueOf(units);
        BigDecimal value = BigDecimal.valueOf(y);
        Sums sums = new Sums(units, units, units, n.multiply(value), n.multiply(value.pow(2)));
        ArmStats more = new ArmStats(0, 0, new TreeMap<>(Map.of(metric, new MetricStats(sums, Sums.NONE))));
        arms.merge(arm, more, ArmStats::plus);
        return this;
    }

    public ExperimentBuilder metric(String name, Transform transform, Role role, int lookbackDays) {
        String denominator = transform == Transform.RATIO ? "visit" : null;
        Double margin = role == Role.GUARDRAIL ? 0.05 : null;
        metrics.add(
                new MetricDefinition(name, name, transform, denominator, 6, null, null, lookbackDays, role, margin));
        return this;
    }

    public ExperimentBuilder declare(String arm, boolean control) {
        return declare(arm, "the " + arm, control);
    }

    public ExperimentBuilder declare(String arm, String label, boolean control) {
        declared.add(new ArmDefinition(arm, label, control));
        return this;
    }

    public ExperimentBuilder shares(Map<String, Double> shares) {
        Instant start = epochs.isEmpty() ? Instant.EPOCH : NOON.plusSeconds(epochs.size());
        epochs.add(new AllocationEpoch(start, shares));
        return this;
    }

    ExperimentBuilder endingAt(Instant time) {
        end = time;
        return this;
    }

    public ExperimentStats stats() {
        ExperimentDefinition bound = definition();
        return new ExperimentStats(
                id,
                arms,
                Fingerprint.EMPTY,
                new TreeMap<>(),
                new TreeMap<>(Map.of(0, new AsOf(30, 12, clock, clock.minusSeconds(86_460)))),
                new TreeMap<>(Map.of(0, new Reading(bound, clock.minusSeconds(86_460)))),
                missing);
    }

    public ExperimentDefinition definition() {
        return ExperimentDefinition.newBuilder()
                .setName(id.name())
                .setSalt(id.salt())
                .setVersion(1)
                .setWindow(3_600_000L)
                .setStart(start)
                .setEnd(end)
                .setArms(declared)
                .setEpochs(epochs)
                .setMetrics(metrics)
                .setAlpha(alpha)
                .build();
    }
}
