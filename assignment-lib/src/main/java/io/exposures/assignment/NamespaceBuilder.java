package io.exposures.assignment;

import io.exposures.assignment.values.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a namespace by replaying its history: each experiment that was ever added or removed, in order. What is added
 * draws its segments from those that are available then, in ascending order.
 */
public final class NamespaceBuilder {
    private static final int MOST_SEGMENTS = 10_000_000;

    private final Unit unit;
    private final int segments;
    private final SegmentAllocation allocation;
    private final List<Change> history = new ArrayList<>();
    private final List<Added> experiments = new ArrayList<>();
    private final Map<String, Integer> present = new HashMap<>();
    private Map<String, @Nullable Object> defaults = Map.of();
    private AssignmentSettings settings = AssignmentSettings.defaults();

    /** A step of the history, to be taken once more with the other way of drawing. */
    private interface Change {
        void applyTo(SegmentAllocation target);
    }

    /** An experiment that was added, which needs the settings to be complete. */
    private interface Added {
        NamespaceExperiment complete(Unit unit, AssignmentSettings settings);
    }

    NamespaceBuilder(Unit unit, int segments) {
        if (unit.inputs().isEmpty()) {
            throw new IllegalArgumentException("namespace " + unit.namespace() + " needs a primary unit");
        }
        if (segments < 1 || segments > MOST_SEGMENTS) {
            throw new IllegalArgumentException(
                    "namespace " + unit.namespace() + " has " + segments + " segments; expected 1 to " + MOST_SEGMENTS);
        }
        this.unit = unit;
        this.segments = segments;
        this.allocation = new SegmentAllocation(String.valueOf(unit.namespace()), segments, false);
    }

    /**
     * Adds an experiment with so many segments.
     *
     * @throws IllegalArgumentException if there are not that many left, or the experiment is present
     */
    public NamespaceBuilder add(String experiment, InterpretedExperiment.Definition definition, int count) {
        requireAddable(experiment, count);
        draw(experiment, script(experiment, definition), count);
        return this;
    }

    /**
     * Adds an experiment that is written as a class, with so many segments.
     *
     * @throws IllegalArgumentException if there are not that many left, or the experiment is present
     */
    public NamespaceBuilder add(String experiment, ExperimentFactory factory, int count) {
        requireAddable(experiment, count);
        draw(experiment, byClass(experiment, factory), count);
        return this;
    }

    /** As {@link #add(String, InterpretedExperiment.Definition, int)}, but changes nothing where that throws. */
    public boolean tryAdd(String experiment, InterpretedExperiment.Definition definition, int count) {
        boolean isAddable = problemOfAdding(experiment, count) == null;
        if (isAddable) {
            draw(experiment, script(experiment, definition), count);
        }
        return isAddable;
    }

    /**
     * Adds an experiment with segments that are known, from a stored segment map.
     *
     * @throws IllegalArgumentException if a segment is not available, or the experiment is present
     */
    public NamespaceBuilder place(
            String experiment, InterpretedExperiment.Definition definition, Collection<Integer> places) {
        requireAddable(experiment, places.size());
        take(experiment, script(experiment, definition), places);
        return this;
    }

    /**
     * Adds an experiment that is written as a class, with segments that are known.
     *
     * @throws IllegalArgumentException if a segment is not available, or the experiment is present
     */
    public NamespaceBuilder place(String experiment, ExperimentFactory factory, Collection<Integer> places) {
        requireAddable(experiment, places.size());
        take(experiment, byClass(experiment, factory), places);
        return this;
    }

    /**
     * Removes an experiment; its segments become available, and its name as well.
     *
     * @throws IllegalArgumentException if the experiment is not present
     */
    public NamespaceBuilder remove(String experiment) {
        if (!tryRemove(experiment)) {
            throw new IllegalArgumentException(
                    "namespace " + unit.namespace() + " has no experiment " + experiment + " to remove");
        }
        return this;
    }

    /** As {@link #remove}, but changes nothing where that throws. */
    public boolean tryRemove(String experiment) {
        Integer owner = present.remove(experiment);
        if (owner != null) {
            change(target -> target.free(owner));
        }
        return owner != null;
    }

    private static Added script(String experiment, InterpretedExperiment.Definition definition) {
        return (unit, settings) -> NamespaceExperiment.of(experiment, definition.in(unit, experiment, settings));
    }

    private static Added byClass(String experiment, ExperimentFactory factory) {
        return (unit, settings) -> NamespaceExperiment.of(experiment, unit, factory);
    }

    private void requireAddable(String experiment, int count) {
        String problem = problemOfAdding(experiment, count);
        if (problem != null) {
            throw new IllegalArgumentException(
                    "namespace " + unit.namespace() + ", experiment " + experiment + ": " + problem);
        }
    }

    private @Nullable String problemOfAdding(String experiment, int count) {
        if (count < 0 || count > allocation.available()) {
            return count + " segments are asked for; expected 0 to those available, " + allocation.available();
        }
        return present.containsKey(experiment) ? "an experiment of this name is present" : null;
    }

    private void draw(String experiment, Added added, int count) {
        int owner = register(experiment, added);
        change(target -> target.draw(owner, experiment, count));
    }

    private void take(String experiment, Added added, Collection<Integer> places) {
        List<Integer> segmentsTaken = List.copyOf(places);
        int owner = experiments.size();
        for (int i = 0; i < segmentsTaken.size(); i++) {
            if (!allocation.take(owner, segmentsTaken.get(i))) {
                allocation.free(owner);
                throw new IllegalArgumentException("namespace " + unit.namespace() + ", experiment " + experiment
                        + ": segment " + segmentsTaken.get(i) + " is not available");
            }
        }
        register(experiment, added);
        history.add(target -> segmentsTaken.forEach(segment -> target.take(owner, segment)));
    }

    private int register(String experiment, Added added) {
        int owner = experiments.size();
        experiments.add(added);
        present.put(experiment, owner);
        return owner;
    }

    private void change(Change change) {
        change.applyTo(allocation);
        history.add(change);
    }

    /** Sets the parameters that a unit has where no experiment sets them. */
    public NamespaceBuilder withDefaults(Map<String, ? extends @Nullable Object> params) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        params.forEach((name, value) -> values.put(name, Values.of(value)));
        defaults = Collections.unmodifiableMap(values);
        return this;
    }

    /** Sets how the experiments treat failures and exposures. */
    public NamespaceBuilder withSettings(AssignmentSettings otherSettings) {
        settings = otherSettings;
        return this;
    }

    /** The namespace as it is after this history. */
    public Namespace build() {
        List<NamespaceExperiment> remaining = new ArrayList<>();
        int[] numbers = new int[experiments.size()];
        for (int owner = 0; owner < numbers.length; owner++) {
            if (present.containsValue(owner)) {
                numbers[owner] = remaining.size();
                remaining.add(experiments.get(owner).complete(unit, settings));
            }
        }
        int[] owners = renumbered(allocation.owners(), numbers);
        return new Namespace(unit, remaining, owners, fastOwners(numbers), defaults, settings);
    }

    private static int[] renumbered(int[] owners, int[] numbers) {
        for (int segment = 0; segment < owners.length; segment++) {
            owners[segment] = owners[segment] < 0 ? -1 : numbers[owners[segment]];
        }
        return owners;
    }

    /** Replays the history when it is first needed. */
    private Supplier<int[]> fastOwners(int[] numbers) {
        List<Change> steps = List.copyOf(history);
        return new Supplier<>() {
            private volatile int @Nullable [] owners;

            @Override
            public int[] get() {
                int[] known = owners;
                if (known == null) {
                    SegmentAllocation fast = new SegmentAllocation(String.valueOf(unit.namespace()), segments, true);
                    steps.forEach(step -> step.applyTo(fast));
                    known = renumbered(fast.owners(), numbers);
                    owners = known;
                }
                return known;
            }
        };
    }
}
