package io.exposures.benchmarks;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** The middle of several measurements of the same: one that was disturbed does not count. */
public final class Median {

    private Median() {}

    /** The median of one figure; the mean of the two in the middle of an even number. */
    public static <T> double of(Collection<T> measurements, ToDoubleFunction<T> figure) {
        double[] sorted = measurements.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
