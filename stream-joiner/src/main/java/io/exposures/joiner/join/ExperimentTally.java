package io.exposures.joiner.join;

import io.exposures.joiner.stats.MetricSums;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One experiment in one partition: its arms, and its accepted exposures by checksum. Not thread-safe. */
public final class ExperimentTally {

    /** Arms that have sums of their own; the rest are counted together. */
    public static final int ARM_LIMIT = 256;

    private static final int CHECKSUM_LIMIT = 16;

    private final BoundedNames armNames;
    private final BoundedNames checksumNames;
    private final Map<String, ArmTally> arms = new TreeMap<>();
    private final DayCohorts cohorts = new DayCohorts();
    private final Map<String, ArmTally> changedArms = new TreeMap<>();
    private final Map<String, Long> checksums;
    private @Nullable BoundDefinition definition;
    private @Nullable ExperimentRules rules;
    private Fingerprint fingerprint = Fingerprint.EMPTY;
    private boolean unitsDropped;

    /** An experiment of which nothing is known. */
    public ExperimentTally() {
        this(null, List.of(), Map.of());
    }

    /**
     * An experiment without units.
     *
     * @param definition what it is bound to; null before its first exposure
     * @param armNames arms that have sums of their own, in order of appearance
     * @param checksums accepted exposures by checksum
     */
    public ExperimentTally(
            @Nullable BoundDefinition definition, Collection<String> armNames, Map<String, Long> checksums) {
        this.definition = definition;
        this.rules = definition == null ? null : new ExperimentRules(definition);
        this.armNames = new BoundedNames(ARM_LIMIT, armNames);
        this.checksumNames = new BoundedNames(CHECKSUM_LIMIT, checksums.keySet());
        this.checksums = new TreeMap<>(checksums);
    }

    /** The same experiment without units. */
    ExperimentTally withoutUnits() {
        return new ExperimentTally(definition, armNames.names(), checksums);
    }

    /** A copy that later changes of this one do not reach. */
    public ExperimentTally copy() {
        ExperimentTally copy = withoutUnits();
        arms.forEach((name, arm) -> copy.arms.put(name, arm.copy()));
        copy.cohorts.copyFrom(cohorts);
        copy.unitsDropped = unitsDropped;
        return copy;
    }

    /** Binds a definition, unless one is bound; whether it did. */
    boolean bind(BoundDefinition newest) {
        if (definition != null) {
            return false;
        }
        definition = newest;
        rules = new ExperimentRules(newest);
        return true;
    }

    /** What the experiment is bound to; null before its first exposure. */
    public @Nullable BoundDefinition definition() {
        return definition;
    }

    /** How its outcomes are counted. */
    ExperimentRules rules() {
        if (rules == null) {
            throw new IllegalStateException("an experiment with units has no definition bound");
        }
        return rules;
    }

    /** Takes note of an accepted exposure, whatever its class. */
    public void exposed(String arm, @Nullable String checksum) {
        armNames.note(arm);
        String name = checksum == null ? "" : checksum;
        checksumNames.note(name);
        checksums.merge(checksumNames.resolve(name), 1L, Long::sum);
    }

    /** Puts back an arm's numbers of units. */
    public void restore(String arm, ArmTally tally) {
        arms.put(arm, tally);
    }

    /** Puts back the sums of a metric of an arm whose numbers of units are there. */
    public void restore(String arm, CellKey key, MetricCell cell) {
        ArmTally tally = arms.get(arm);
        if (tally == null) {
            throw new IllegalStateException("stored sums of an arm without units: " + arm);
        }
        tally.restore(key, cell);
    }

    /**
     * Whether units are kept that nothing can change any more.
     *
     * @param finalBeforeMillis finality, milliseconds since the epoch
     */
    public boolean hasUnitsToDrop(long finalBeforeMillis) {
        return !unitsDropped && definition != null && definition.isOverBy(finalBeforeMillis * 1000);
    }

    /** Whether no accepted record can concern the experiment any more once everything before this time is final. */
    boolean isOverBy(long micros) {
        return definition != null && definition.isOverBy(micros);
    }

    /** Whether the experiment is over and its units have been dropped; its sums stay. */
    public boolean unitsDropped() {
        return unitsDropped;
    }

    /** Takes note that the units have been dropped. */
    public void dropUnits() {
        unitsDropped = true;
    }

    /** What the experiment's rows and unit status come to. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** Replaces the fingerprint. */
    public void restore(Fingerprint changed) {
        fingerprint = changed;
    }

    /**
     * Applies a unit's change to the sums.
     *
     * @param before the unit's state before; null for a new unit
     * @param after its state now; null for a unit that goes
     * @param maturedBefore whether it was counted as matured
     * @param maturedAfter whether it is to be counted as matured
     */
    void apply(@Nullable UnitState before, @Nullable UnitState after, boolean maturedBefore, boolean maturedAfter) {
        if (before == null && after != null) {
            arm(resolved(after.arrival().arm())).arrived(after.arrival().epoch());
        }
        if (before != null && after != null && samePlace(before, after) && maturedBefore == maturedAfter) {
            List<ShareChange> changes = rules().changes(before.totals(), after.totals());
            cohorts.restate(after, changes, armNames::resolve);
            arm(armNameOf(after)).restate(slice(after, maturedAfter), changes);
            return;
        }
        cohorts.move(before, after, rules(), armNames::resolve);
        if (before != null) {
            arm(armNameOf(before)).remove(slice(before, maturedBefore), rules(), before.totals());
        }
        if (after != null) {
            arm(armNameOf(after)).add(slice(after, maturedAfter), rules(), after.totals());
        }
    }

    private boolean samePlace(UnitState before, UnitState after) {
        return before.first().arm().equals(after.first().arm())
                && before.arms().crossover() == after.arms().crossover()
                && DayCohorts.samePlace(before, after)
                && rules().epoch(before.first().time())
                        == rules().epoch(after.first().time());
    }

    private Slice slice(UnitState unit, boolean matured) {
        return new Slice(
                rules().epoch(unit.first().time()), matured, unit.arms().crossover());
    }

    private ArmTally arm(String name) {
        ArmTally arm = arms.computeIfAbsent(name, n -> new ArmTally());
        changedArms.putIfAbsent(name, arm);
        return arm;
    }

    /** The name that a unit's arm is counted under. */
    public String armNameOf(UnitState unit) {
        return resolved(unit.first().arm());
    }

    private String resolved(String arm) {
        return armNames.resolve(arm);
    }

    /** Arms whose numbers changed since this was last asked. */
    public Map<String, ArmTally> takeChangedArms() {
        Map<String, ArmTally> taken = Map.copyOf(changedArms);
        changedArms.clear();
        return taken;
    }

    /** The units by day of first exposure. */
    public DayCohorts cohorts() {
        return cohorts;
    }

    /** The arms' numbers by name. */
    public Map<String, ArmTally> arms() {
        return Collections.unmodifiableMap(arms);
    }

    /** The names of the metrics: all that are defined, or those that any unit of any arm has something of. */
    public Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        if (definition != null) {
            definition.measures().metrics().forEach(metric -> names.add(metric.name()));
        }
        if (names.isEmpty()) {
            arms.values().forEach(arm -> arm.cells().keySet().forEach(key -> names.add(key.metric())));
        }
        return names;
    }

    /** The sums of a metric over all units of one slice of an arm, those without outcomes included. */
    public MetricSums sums(ArmTally arm, String metric, Slice slice) {
        return arm.sums(rules().metric(metric), slice);
    }

    /** Arms that have sums of their own, in order of appearance. */
    public Collection<String> armNames() {
        return armNames.names();
    }

    /** Accepted exposures by checksum; the empty name stands for none. */
    public Map<String, Long> checksums() {
        return Collections.unmodifiableMap(checksums);
    }
}
