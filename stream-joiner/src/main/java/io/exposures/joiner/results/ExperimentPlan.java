package io.exposures.joiner.results;

import io.exposures.joiner.join.BoundedNames;
import io.exposures.joiner.query.ArmStats;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.Reading;
import io.exposures.joiner.stats.Level;
import io.exposures.records.AllocationEpoch;
import io.exposures.records.ArmDefinition;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.MetricDefinition;
import io.exposures.records.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment's numbers are read: what is bound decides how they were made, the newest definition what they are
 * for.
 */
final class ExperimentPlan {

    private final ExperimentStats stats;
    private final @Nullable ExperimentDefinition newest;
    private final List<ExperimentDefinition> bound;
    private final List<MetricPlan> metrics;
    private final Optional<String> control;
    private final List<String> arms;
    private final List<String> treatments;

    ExperimentPlan(ExperimentStats stats, @Nullable ExperimentDefinition newest) {
        this.stats = stats;
        this.newest = newest;
        this.bound = stats.readings().values().stream()
                .map(Reading::bound)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(ExperimentDefinition::getVersion)
                        .reversed())
                .toList();
        this.metrics = readMetrics();
        this.control = chooseControl();
        this.arms = orderArms();
        this.treatments = arms.stream()
                .filter(arm -> !control.filter(arm::equals).isPresent() && !arm.equals(BoundedNames.OTHER))
                .toList();
    }

    @Nullable
    ExperimentDefinition newest() {
        return newest;
    }

    /** What is bound where the newest version is; empty while no snapshot says. */
    Optional<ExperimentDefinition> bound() {
        return bound.stream().findFirst();
    }

    /** Versions that are bound in some partition, 0 for none, the newest first. */
    List<Integer> boundVersions() {
        return bound.stream().map(ExperimentDefinition::getVersion).distinct().toList();
    }

    /** Whether all partitions make their numbers in the same way. */
    boolean isUniform() {
        return bound.stream()
                        .map(definition -> ExperimentDefinition.newBuilder(definition)
                                .setVersion(0)
                                .build())
                        .distinct()
                        .count()
                <= 1;
    }

    /** How far the experiment has come: running, or ended in every partition. */
    String state() {
        Optional<Instant> end = bound().map(ExperimentDefinition::getEnd);
        Optional<Instant> clock = least(stats.asOf().values().stream().map(asOf -> Optional.ofNullable(asOf.clock())));
        boolean ended = end.isPresent() && clock.isPresent() && !clock.get().isBefore(end.get());
        return ended ? "ended" : "running";
    }

    /** The least of all; empty if one is unknown. */
    static Optional<Instant> least(Stream<Optional<Instant>> times) {
        List<Optional<Instant>> all = times.toList();
        return all.stream().allMatch(Optional::isPresent)
                ? all.stream().map(Optional::get).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    Level level() {
        return bound().map(definition -> new Level(definition.getAlpha(), definition.getNStar()))
                .orElse(Level.DEFAULT);
    }

    /** The level of each primary comparison: all of them hold together. */
    Level primaryLevel() {
        long primaries =
                metrics().stream().filter(m -> m.role() == Role.PRIMARY).count();
        int comparisons = Math.max(1, (int) primaries * treatments().size());
        return level().sharedBy(comparisons);
    }

    /** The level of each check of a covariate: a false alarm among all of them is as rare as one of a single check. */
    Level covariateLevel() {
        long covariates = metrics().stream().filter(MetricPlan::hasCovariate).count();
        return level().sharedBy(Math.max(1, (int) covariates * treatments().size()));
    }

    List<MetricPlan> metrics() {
        return metrics;
    }

    private List<MetricPlan> readMetrics() {
        List<MetricDefinition> made =
                bound().map(ExperimentDefinition::getMetrics).orElse(List.of());
        List<MetricDefinition> all = made.isEmpty()
                ? stats.metrics().stream().map(MetricPlan::ofEvent).toList()
                : made;
        Map<String, MetricDefinition> roles = new HashMap<>();
        if (newest != null) {
            newest.getMetrics().forEach(metric -> roles.put(metric.getName(), metric));
        }
        return all.stream()
                .map(metric -> MetricPlan.of(metric, roles.get(metric.getName())))
                .toList();
    }

    /** Starts of the allocation epochs; the first has none. */
    List<Optional<Instant>> epochs() {
        List<Optional<Instant>> starts = new ArrayList<>(List.of(Optional.empty()));
        bound().map(ExperimentDefinition::getEpochs).orElse(List.of()).stream()
                .skip(1)
                .forEach(epoch -> starts.add(Optional.of(epoch.getStart())));
        return starts;
    }

    /** Expected shares of an allocation epoch; empty when none are declared for it. */
    Map<String, Double> shares(int epoch) {
        if (newest == null || epoch >= epochs().size()) {
            return Map.of();
        }
        Stream<AllocationEpoch> declared = newest.getEpochs().stream();
        return epochs().get(epoch)
                .map(start -> declared.filter(candidate -> candidate.getStart().equals(start)))
                .orElse(declared)
                .findFirst()
                .map(AllocationEpoch::getShares)
                .orElse(Map.of());
    }

    /** The arms that are declared. */
    private List<ArmDefinition> declared() {
        return newest == null ? List.of() : newest.getArms();
    }

    /** All arms: the control, those declared, the others by name, and last what is counted together. */
    List<String> arms() {
        return arms;
    }

    private List<String> orderArms() {
        Set<String> all = new LinkedHashSet<>();
        control.ifPresent(all::add);
        declared().forEach(arm -> all.add(arm.getArm()));
        stats.arms().keySet().stream()
                .filter(arm -> !arm.equals(BoundedNames.OTHER))
                .forEach(all::add);
        if (stats.arms().containsKey(BoundedNames.OTHER)) {
            all.add(BoundedNames.OTHER);
        }
        return List.copyOf(all);
    }

    /** The arms that are compared with the control: a mixture of arms is none. */
    List<String> treatments() {
        return treatments;
    }

    boolean isControlDeclared() {
        return declared().stream().anyMatch(ArmDefinition::getControl);
    }

    /** The declared control, or else the arm with the most units; empty when there is no arm. */
    Optional<String> control() {
        return control;
    }

    private Optional<String> chooseControl() {
        Optional<String> declared = declared().stream()
                .filter(ArmDefinition::getControl)
                .map(ArmDefinition::getArm)
                .findFirst();
        return declared.or(() -> stats.arms().entrySet().stream()
                .filter(arm -> !arm.getKey().equals(BoundedNames.OTHER))
                .max(Comparator.<Map.Entry<String, ArmStats>>comparingLong(
                                arm -> arm.getValue().units())
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey));
    }

    @Nullable
    String label(String arm) {
        return declared().stream()
                .filter(candidate -> candidate.getArm().equals(arm))
                .map(ArmDefinition::getLabel)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
