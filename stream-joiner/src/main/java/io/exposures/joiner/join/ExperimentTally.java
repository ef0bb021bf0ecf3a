package io.exposures.joiner.join;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One experiment in one partition: its arms, and its accepted exposures by checksum. Not thread-safe. */
public final class ExperimentTally {

    /** Arms that have sums of their own; the rest are counted together. */
    public static final int ARM_LIMIT = 256;

    private static final int CHECKSUM_LIMIT = 16;

    private final BoundedNames armNames;
    private final BoundedNames checksumNames;
    private final Map<String, ArmTally> arms = new TreeMap<>();
    private final Map<String, Long> checksums;
    private @Nullable BoundDefinition definition;
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
        this.armNames = new BoundedNames(ARM_LIMIT, armNames);
        this.checksumNames = new BoundedNames(CHECKSUM_LIMIT, checksums.keySet());
        this.checksums = new TreeMap<>(checksums);
    }

    /** Binds a definition, unless one is bound. */
    void bind(BoundDefinition newest) {
        if (definition == null) {
            definition = newest;
        }
    }

    /** What the experiment is bound to; null before its first exposure. */
    public @Nullable BoundDefinition definition() {
        return definition;
    }

    /** The attribution window, microseconds. */
    long window() {
        if (definition == null) {
            throw new IllegalStateException("an experiment with units has no definition bound");
        }
        return definition.window();
    }

    /** Takes note of an accepted exposure, whatever its class. */
    public void exposed(String arm, @Nullable String checksum) {
        armNames.note(arm);
        String name = checksum == null ? "" : checksum;
        checksumNames.note(name);
        checksums.merge(checksumNames.resolve(name), 1L, Long::sum);
    }

    /** Puts back an arm's numbers. */
    public void restore(String arm, ArmTally tally) {
        arms.put(arm, tally);
    }

    /**
     * Whether units are kept that nothing can change any more.
     *
     * @param finalBeforeMillis finality, milliseconds since the epoch
     */
    public boolean hasUnitsToDrop(long finalBeforeMillis) {
        return !unitsDropped && definition != null && definition.isOverBy(finalBeforeMillis * 1000);
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

    /** Applies a unit's change to the sums. */
    public void apply(Changes.UnitChange change) {
        UnitState before = change.before();
        UnitState after = change.after();
        if (before != null && samePlace(before, after)) {
            arm(after).retotal(before, after);
            return;
        }
        if (before != null) {
            arm(before).remove(before);
        }
        arm(after).add(after);
    }

    private static boolean samePlace(UnitState before, UnitState after) {
        return before.first().arm().equals(after.first().arm())
                && before.arms().crossover() == after.arms().crossover();
    }

    private ArmTally arm(UnitState unit) {
        return arms.computeIfAbsent(armNameOf(unit), name -> new ArmTally());
    }

    /** The name that a unit's arm is counted under. */
    public String armNameOf(UnitState unit) {
        return armNames.resolve(unit.first().arm());
    }

    /** The arms' numbers by name. */
    public Map<String, ArmTally> arms() {
        return Collections.unmodifiableMap(arms);
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
