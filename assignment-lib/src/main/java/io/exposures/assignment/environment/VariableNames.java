package io.exposures.assignment.environment;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of variables, each with its slot; immutable. The names of a script are numbered once, when it is compiled. */
public final class VariableNames {
    /** No names. */
    public static final VariableNames NONE = new VariableNames(new String[0]);

    /** Up to this many names a scan is faster than a hash table. */
    private static final int MOST_TO_SCAN = 12;

    private final String[] names;
    private final @Nullable Map<String, Integer> slots;

    private VariableNames(String[] names) {
        this.names = names;
        this.slots = names.length > MOST_TO_SCAN ? slotsOf(names) : null;
    }

    /** The names, distinct, in the order of their slots. */
    public static VariableNames of(List<String> names) {
        return new VariableNames(names.stream().map(String::intern).toArray(String[]::new));
    }

    private static Map<String, Integer> slotsOf(String[] names) {
        Map<String, Integer> slots = new HashMap<>();
        for (int slot = 0; slot < names.length; slot++) {
            slots.put(names[slot], slot);
        }
        return slots;
    }

    /** The same names and one more, in the last slot. */
    VariableNames with(String name) {
        String[] more = Arrays.copyOf(names, names.length + 1);
        more[names.length] = name;
        return new VariableNames(more);
    }

    /** The name's slot, or -1. */
    public int slotOf(String name) {
        if (slots != null) {
            return slots.getOrDefault(name, -1);
        }
        for (int slot = 0; slot < names.length; slot++) {
            if (names[slot].equals(name)) {
                return slot;
            }
        }
        return -1;
    }

    String nameOf(int slot) {
        return names[slot];
    }

    /** How many slots there are. */
    public int size() {
        return names.length;
    }
}
