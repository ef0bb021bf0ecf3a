package io.exposures.assignment.environment;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Variables as an unmodifiable map in the order in which they were first set; as cheap as a copy of their values. */
final class VariableMap extends AbstractMap<String, @Nullable Object> {
    private final VariableNames names;
    private final @Nullable Object[] values;
    private final int @Nullable [] order;
    private final int size;

    /**
     * Takes over the arrays.
     *
     * @param values as in the environment: null in a slot that is not set
     * @param order the slots that are set, in their order; null if that is ascending
     * @param size how many are set
     */
    VariableMap(VariableNames names, @Nullable Object[] values, int @Nullable [] order, int size) {
        this.names = names;
        this.values = values;
        this.order = order;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return slotOf(key) >= 0;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int slot = slotOf(key);
        return slot < 0 ? null : Environment.unwrapped(values[slot]);
    }

    private int slotOf(@Nullable Object key) {
        int slot = key instanceof String name ? names.slotOf(name) : -1;
        return slot >= 0 && values[slot] != null ? slot : -1;
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, @Nullable Object>> {
        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
            return new EntryIterator();
        }
    }

    private final class EntryIterator implements Iterator<Map.Entry<String, @Nullable Object>> {
        private int passed;
        private int slot = -1;

        @Override
        public boolean hasNext() {
            return passed < size;
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
            if (passed == size) {
                throw new NoSuchElementException();
            }
            slot = order == null ? nextSet(slot + 1) : order[passed];
            passed++;
            return new SimpleImmutableEntry<>(names.nameOf(slot), Environment.unwrapped(values[slot]));
        }

        private int nextSet(int from) {
            int next = from;
            while (values[next] == null) {
                next++;
            }
            return next;
        }
    }
}
