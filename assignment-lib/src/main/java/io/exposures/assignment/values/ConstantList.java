package io.exposures.assignment.values;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list of a script's constants that are no lists or maps themselves: immutable, so that evaluations can share it. */
public final class ConstantList extends AbstractList<@Nullable Object> implements RandomAccess {
    private final @Nullable Object[] elements;
    private double @Nullable [] cumulative;

    private ConstantList(@Nullable Object[] elements) {
        this.elements = elements;
    }

    /** A list of the elements. */
    public static ConstantList of(List<? extends @Nullable Object> elements) {
        return new ConstantList(elements.toArray());
    }

    @Override
    public @Nullable Object get(int index) {
        return elements[index];
    }

    @Override
    public int size() {
        return elements.length;
    }

    /** Sums of the first element, the first two and so on; computed once. */
    public double[] cumulative() {
        double[] known = cumulative;
        if (known == null) {
            known = Weights.sums(this);
            cumulative = known; // several threads may find the same
        }
        return known;
    }
}
