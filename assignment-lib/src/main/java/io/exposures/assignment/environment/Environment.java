package io.exposures.assignment.environment;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.Inputs;
import io.exposures.assignment.hashing.UnitHash;
import io.exposures.assignment.values.TextForm;
import io.exposures.assignment.values.Work;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one unit's parameters are assigned in: the variables in the order in which they were first set, those that are
 * overridden, the inputs behind them, and the salts.
 */
public final class Environment implements Work {
    /** Name of the variable that is the experiment's salt and no parameter. */
    public static final String EXPERIMENT_SALT = "experiment_salt";

    /** Name of the variable that separates salt and unit, and is no parameter. */
    public static final String SALT_SEPARATOR = "salt_sep";

    private static final int[] ASCENDING = {};
    /** A variable that is set to null; one that has not been set has null in its slot. */
    private static final Object NULL = new Object();

    private final Inputs inputs;
    private final int mostWork;
    private int workLeft;
    private VariableNames names;
    private boolean newNames;
    private @Nullable Object[] values;
    /** Slots in the order in which they were first set; {@link #ASCENDING} as long as that is ascending. */
    private int[] order = ASCENDING;

    private int lastSlot = -1;
    private int size;
    private Map<String, @Nullable Object> overrides = Map.of();
    private @Nullable Object experimentSalt;
    private byte[] saltPrefix;
    private @Nullable String separator;

    /** Nothing is set yet; the experiment's salt is a text. */
    public Environment(VariableNames names, Inputs inputs, Salt salt, int mostWork) {
        this.names = names;
        this.inputs = inputs;
        this.values = new @Nullable Object[names.size()];
        this.experimentSalt = salt.value();
        this.saltPrefix = salt.prefix();
        this.mostWork = mostWork;
        this.workLeft = mostWork;
    }

    /** Whether a name is the reference implementation's own and cannot be a variable's. */
    public static boolean isReserved(String name) {
        return name.equals("_data") || name.equals("_overrides");
    }

    /** The error of using a reserved name. */
    public static AssignmentException reserved(String name) {
        return new AssignmentException(name + " is a reserved name and cannot be a variable's");
    }

    /** The variable's value; if it has not been set, the input's of that name; else null. */
    public @Nullable Object lookUp(int slot, String name) {
        Object value = values[slot];
        if (value == null) {
            return inputs.get(name);
        }
        return unwrapped(value);
    }

    /** Sets a variable, overridden or not. */
    public void set(int slot, @Nullable Object value) {
        if (values[slot] == null) {
            noteFirstSet(slot);
        }
        values[slot] = wrapped(value);
    }

    private void noteFirstSet(int slot) {
        if (order == ASCENDING && slot < lastSlot) {
            order = setSlots();
        }
        if (order != ASCENDING) {
            if (size == order.length) {
                order = Arrays.copyOf(order, values.length);
            }
            order[size] = slot;
        }
        lastSlot = slot;
        size++;
    }

    private int[] setSlots() {
        int[] slots = new int[values.length];
        int count = 0;
        for (int slot = 0; slot < values.length; slot++) {
            if (values[slot] != null) {
                slots[count++] = slot;
            }
        }
        return slots;
    }

    /** Sets a variable by name, also one that has had no slot so far, overridden or not. */
    public void set(String name, @Nullable Object value) {
        int slot = names.slotOf(name);
        if (slot < 0) {
            slot = names.size();
            names = names.with(name);
            newNames = true;
            values = Arrays.copyOf(values, names.size());
        }
        set(slot, value);
    }

    /** Whether a variable keeps its override. */
    public boolean isOverridden(String name) {
        return !overrides.isEmpty() && overrides.containsKey(name);
    }

    /** Sets variables that keep these values from now on; earlier overrides lose that protection. */
    public void override(Map<String, @Nullable Object> newOverrides) {
        overrides = newOverrides;
        newOverrides.forEach(this::set);
    }

    /** Whether the name has a value. */
    public boolean contains(String name) {
        int slot = names.slotOf(name);
        return (slot >= 0 && values[slot] != null) || name.equals(EXPERIMENT_SALT);
    }

    /** The variable's value, or the fallback if it has not been set. */
    public @Nullable Object get(String name, @Nullable Object fallback) {
        int slot = names.slotOf(name);
        Object value = slot < 0 ? null : values[slot];
        if (name.equals(EXPERIMENT_SALT)) {
            return experimentSalt;
        }
        if (value == null) {
            return fallback;
        }
        return unwrapped(value);
    }

    /** All variables in the order in which they were first set; unmodifiable, and as they are now. */
    public Map<String, @Nullable Object> asMap() {
        @Nullable Object[] now = values.clone();
        int saltSlot = names.slotOf(EXPERIMENT_SALT);
        if (saltSlot >= 0 && now[saltSlot] != null) {
            now[saltSlot] = wrapped(experimentSalt);
        }
        return new VariableMap(names, now, order == ASCENDING ? null : Arrays.copyOf(order, size), size);
    }

    private static Object wrapped(@Nullable Object value) {
        return value == null ? NULL : value;
    }

    /** The value in a slot that is set. */
    static @Nullable Object unwrapped(@Nullable Object value) {
        return value == NULL ? null : value;
    }

    /** What the experiment's salt is now. */
    public @Nullable Object experimentSalt() {
        return experimentSalt;
    }

    /** The experiment's salt as text and a dot, in UTF-8. */
    public byte[] saltPrefix() {
        return saltPrefix;
    }

    /** Changes the experiment's salt for everything that is hashed from now on. */
    public void setExperimentSalt(@Nullable Object salt) {
        experimentSalt = salt;
        saltPrefix = UnitHash.bytes(TextForm.plain(salt) + '.');
    }

    /** What separates salt and unit; null means a dot. */
    public @Nullable String separator() {
        return separator;
    }

    /** Changes what separates salt and unit from now on. */
    public void setSeparator(@Nullable Object value) {
        separator = TextForm.plain(value);
    }

    @Override
    public void spend(long units) {
        if (units > workLeft) {
            throw new AssignmentException("the script does more than " + mostWork + " operations");
        }
        workLeft -= (int) units;
    }

    /** Whether variables were set that had no slot at first. */
    public boolean hasNewNames() {
        return newNames;
    }

    /** Names of all variables that have a slot. */
    public VariableNames names() {
        return names;
    }

    /** Fails if the variables hold more than a number of values, or a value nested too deep. */
    public void checkSize(int mostValues) {
        int most = mostValues - size;
        for (Object value : values) {
            // Asking for a final class is much cheaper than for an interface that is not there.
            if (!(value instanceof String || value instanceof Long || value instanceof Double || value == null)) {
                most -= ContentSize.of(value, most);
            }
        }
        if (most < 0) {
            throw new AssignmentException("the parameters hold more than " + mostValues + " values");
        }
    }
}
