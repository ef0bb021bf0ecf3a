package io.exposures.assignment;

import io.exposures.assignment.hashing.UnitHash;
import io.exposures.assignment.values.TextForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Segments that experiments share, so that each unit is in one of them at most. Immutable once built, and used by any
 * number of threads at once:
 *
 * <pre>{@code
 * Namespace shop = Namespace.named("shop", "userid", 1000)
 *         .add("first", cheap, 100)
 *         .add("second", dear, 300)
 *         .withDefaults(Map.of("price", 1))
 *         .build();
 *
 * long price = shop.assign(Map.of("userid", userid), logger).getLong("price", 1);
 * }</pre>
 */
public final class Namespace {
    /** An input of this name, whatever its value, makes the reference implementation draw segments otherwise. */
    static final String USE_FAST_SAMPLE = "use_fast_sample";

    private final Unit unit;
    private final int segments;
    private final byte[] saltPrefix;
    private final List<NamespaceExperiment> experiments;
    private final int[] owners;
    private final Supplier<int[]> fastOwners;
    private final Map<String, @Nullable Object> defaults;
    private final AssignmentSettings settings;

    Namespace(
            Unit unit,
            List<NamespaceExperiment> experiments,
            int[] owners,
            Supplier<int[]> fastOwners,
            Map<String, @Nullable Object> defaults,
            AssignmentSettings settings) {
        this.unit = unit;
        this.segments = owners.length;
        this.saltPrefix = UnitHash.bytes(unit.namespace() + ".segment.");
        this.experiments = List.copyOf(experiments);
        this.owners = owners;
        this.fastOwners = fastOwners;
        this.defaults = defaults;
        this.settings = settings;
    }

    /**
     * Starts a namespace.
     *
     * @param primaryUnit name of the input whose value says which segment a unit is in
     * @param segments how many segments there are
     */
    public static NamespaceBuilder named(String name, String primaryUnit, int segments) {
        return named(name, List.of(primaryUnit), segments);
    }

    /**
     * Starts a namespace.
     *
     * @param primaryUnits names of the inputs whose values together say which segment a unit is in
     * @param segments how many segments there are
     */
    public static NamespaceBuilder named(String name, List<String> primaryUnits, int segments) {
        return new NamespaceBuilder(new Unit(name, primaryUnits), segments);
    }

    /** The namespace for one unit: in an experiment, or with the defaults. */
    public NamespaceAssignment assign(Map<String, ? extends @Nullable Object> inputs, ExposureLogger logger) {
        Inputs ownInputs = Inputs.of(inputs);
        try {
            NamespaceExperiment owner = ownerOf(ownInputs);
            Experiment experiment = owner == null ? null : owner.create(inputs, ownInputs, logger, settings);
            return new NamespaceAssignment(this, experiment, ownInputs, null);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (settings.strict()) {
                throw e;
            }
            settings.errors().count(name(), e);
            return new NamespaceAssignment(this, null, ownInputs, e);
        }
    }

    private @Nullable NamespaceExperiment ownerOf(Inputs inputs) {
        int[] allocation = inputs.contains(USE_FAST_SAMPLE) ? fastOwners.get() : owners;
        int owner = allocation[segmentOf(inputs)];
        return owner < 0 ? null : experiments.get(owner);
    }

    private int segmentOf(Inputs inputs) {
        UnitHash hash = UnitHash.start().append(saltPrefix).unit(unitOf(inputs));
        return (int) (hash.next() % segments);
    }

    /** Several values are one text, as Python writes a tuple. */
    private @Nullable Object unitOf(Inputs inputs) {
        List<String> names = unit.inputs();
        if (names.size() == 1) {
            return required(inputs, names.get(0));
        }
        List<@Nullable Object> values = new ArrayList<>(names.size());
        for (String name : names) {
            values.add(required(inputs, name));
        }
        return TextForm.tuple(values);
    }

    private @Nullable Object required(Inputs inputs, String name) {
        Object value = inputs.get(name);
        if (value == null && !inputs.contains(name)) {
            throw new AssignmentException(
                    "namespace " + name() + ": the input " + name + ", its primary unit, is missing");
        }
        return value;
    }

    /** Name of the namespace. */
    public String name() {
        return String.valueOf(unit.namespace());
    }

    /** Names of the inputs whose values say which segment a unit is in. */
    public List<String> primaryUnits() {
        return unit.inputs();
    }

    /** How many segments there are. */
    public int segments() {
        return segments;
    }

    /**
     * The segment of a unit, from 0.
     *
     * @throws AssignmentException if an input of the primary unit is missing
     */
    public int segmentOf(Map<String, ? extends @Nullable Object> inputs) {
        return segmentOf(Inputs.of(inputs));
    }

    /** The segments of each experiment, ascending: what a migration stores and imports. */
    public SortedMap<String, List<Integer>> segmentMap() {
        return segmentMap(owners);
    }

    /** The segments of each experiment for units whose inputs contain {@value #USE_FAST_SAMPLE}. */
    SortedMap<String, List<Integer>> fastSegmentMap() {
        return segmentMap(fastOwners.get());
    }

    private SortedMap<String, List<Integer>> segmentMap(int[] allocation) {
        SortedMap<String, List<Integer>> map = new TreeMap<>();
        experiments.forEach(experiment -> map.put(experiment.name(), new ArrayList<>()));
        for (int segment = 0; segment < allocation.length; segment++) {
            if (allocation[segment] >= 0) {
                map.computeIfAbsent(experiments.get(allocation[segment]).name(), unused -> new ArrayList<>())
                        .add(segment);
            }
        }
        return Collections.unmodifiableSortedMap(map);
    }

    Unit unit() {
        return unit;
    }

    Map<String, @Nullable Object> defaults() {
        return defaults;
    }

    AssignmentSettings settings() {
        return settings;
    }
}
