package io.exposures.joiner.results;

import io.exposures.joiner.query.ArmStats;
import io.exposures.joiner.query.AsOf;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.Reading;
import io.exposures.joiner.query.SliceFilter;
import io.exposures.joiner.stats.Level;
import io.exposures.records.ExperimentDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an experiment's sums say: a pure function of the partitions' snapshots, the newest definition and what
 * is asked. The same sums give the same answer, whenever and wherever it is asked for.
 */
public final class ExperimentResults {

    private final ExperimentStats stats;
    private final ResultsRequest request;
    private final ExperimentPlan plan;
    private final SampleRatioCheck sampleRatio;
    private final Blocking blocking;

    private ExperimentResults(ExperimentStats stats, @Nullable ExperimentDefinition newest, ResultsRequest request) {
        this.stats = stats;
        this.request = request;
        this.plan = new ExperimentPlan(stats, newest);
        this.sampleRatio = new SampleRatioCheck(stats, plan);
        this.blocking = new Blocking(stats, sampleRatio, request.filter().crossovers());
    }

    /**
     * Computes the answer.
     *
     * @param stats the sums
     * @param newest the newest definition; null when there is none
     * @param request what is asked
     */
    public static ResultsAnswer of(
            ExperimentStats stats, @Nullable ExperimentDefinition newest, ResultsRequest request) {
        return new ExperimentResults(stats, newest, request).answer();
    }

    private ResultsAnswer answer() {
        Differences differences = new Differences(heldBack());
        List<MetricResults> metrics = plan.metrics().stream()
                .map(metric -> new MetricResults(metric, plan, cells(metric), blocking, differences))
                .toList();
        Families families = new Families(metrics, request.filter().view(), plan.level());
        return new ResultsAnswer(
                stats.id().name(),
                stats.id().salt(),
                options(),
                state(),
                definition(),
                control(),
                sampleRatio.answer(),
                crossed(),
                finality(),
                plan.arms().stream().map(this::arm).toList(),
                metrics.stream()
                        .filter(metric -> request.metric() == null
                                || metric.metric().name().equals(request.metric()))
                        .map(metric -> metric.answer(families))
                        .toList(),
                families.answer(),
                null,
                stats.partial(),
                stats.missing(),
                positions());
    }

    private ArmCells cells(MetricPlan metric) {
        return new ArmCells(stats, plan.arms(), metric.name(), request.filter());
    }

    private ResultsAnswer.Options options() {
        return new ResultsAnswer.Options(
                request.filter().view().name().toLowerCase(Locale.ROOT),
                request.filter().crossovers().name().toLowerCase(Locale.ROOT));
    }

    private @Nullable Instant start() {
        return plan.bound().map(ExperimentDefinition::getStart).orElse(null);
    }

    private @Nullable Instant end() {
        return plan.bound().map(ExperimentDefinition::getEnd).orElse(null);
    }

    /** Once the experiment has ended and every window is final, nothing of it changes: the one look may be taken. */
    private boolean isPlannedEndReached() {
        Instant end = end();
        Long window = plan.bound().map(ExperimentDefinition::getWindow).orElse(null);
        Optional<Instant> matured = maturedTo();
        return end != null
                && window != null
                && matured.isPresent()
                && !matured.get().isBefore(end.plusMillis(window));
    }

    private @Nullable String heldBack() {
        if (end() == null) {
            return "no_planned_end";
        }
        return isPlannedEndReached() ? null : "planned_end_not_reached";
    }

    private ResultsAnswer.State state() {
        return new ResultsAnswer.State(plan.state(), text(start()), text(end()), isPlannedEndReached());
    }

    private ResultsAnswer.Definition definition() {
        ExperimentDefinition newest = plan.newest();
        Level level = plan.level();
        List<ResultsAnswer.Epoch> epochs = new ArrayList<>();
        for (Optional<Instant> start : plan.epochs()) {
            int epoch = epochs.size();
            epochs.add(new ResultsAnswer.Epoch(epoch, text(start.orElse(null)), new TreeMap<>(plan.shares(epoch))));
        }
        return new ResultsAnswer.Definition(
                newest == null ? null : newest.getVersion(),
                plan.boundVersions(),
                plan.isUniform(),
                plan.bound().map(ExperimentDefinition::getWindow).orElse(null),
                level.alpha(),
                level.tuningUnits(),
                epochs);
    }

    private ResultsAnswer.Control control() {
        String arm = plan.control().orElse(null);
        boolean declared = plan.isControlDeclared();
        String reason = arm == null ? "no_units" : declared ? null : "most_units_until_declared";
        return new ResultsAnswer.Control(arm, declared, reason);
    }

    private ResultsAnswer.Crossed crossed() {
        long units = stats.units();
        return new ResultsAnswer.Crossed(
                stats.crossovers(),
                units,
                units == 0 ? null : (double) stats.crossovers() / units,
                blocking.isCrossingTooFrequent());
    }

    private ResultsAnswer.Arm arm(String name) {
        ArmStats arm = stats.arms().getOrDefault(name, ArmStats.NONE);
        SliceFilter matured =
                new SliceFilter(SliceFilter.View.MATURED, request.filter().crossovers());
        return new ResultsAnswer.Arm(
                name,
                plan.label(name),
                plan.control().filter(name::equals).isPresent(),
                arm.units(),
                arm.crossovers(),
                arm.units(matured),
                arm.units(request.filter()),
                arm.arrivals().values().stream().mapToLong(Long::longValue).sum());
    }

    private ResultsAnswer.Finality finality() {
        Optional<Instant> finalBefore = ExperimentPlan.least(
                stats.asOf().values().stream().map(asOf -> Optional.ofNullable(asOf.finalBefore())));
        return new ResultsAnswer.Finality(
                text(finalBefore.orElse(null)), text(maturedTo().orElse(null)));
    }

    private Optional<Instant> maturedTo() {
        return ExperimentPlan.least(stats.asOf().keySet().stream()
                .map(partition ->
                        Optional.ofNullable(stats.readings().get(partition)).map(Reading::maturedTo)));
    }

    private List<ResultsAnswer.Position> positions() {
        List<ResultsAnswer.Position> positions = new ArrayList<>();
        stats.asOf().forEach((partition, asOf) -> positions.add(position(partition, asOf)));
        return positions;
    }

    private ResultsAnswer.Position position(int partition, AsOf asOf) {
        Reading reading = stats.readings().getOrDefault(partition, Reading.UNKNOWN);
        return new ResultsAnswer.Position(
                partition,
                asOf.exposures(),
                asOf.outcomes(),
                text(asOf.clock()),
                text(asOf.finalBefore()),
                text(reading.maturedTo()));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
