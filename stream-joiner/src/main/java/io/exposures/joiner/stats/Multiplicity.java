package io.exposures.joiner.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrections for several comparisons. Those that are shown as intervals share the level ({@link Level#sharedBy}); the
 * adjusted p-values here are for exports, and e-BH chooses among secondary metrics.
 *
 * <p>E-BH needs no independence, but it needs e-values: the current ones, never a maximum over time.
 *
 * <p>Sources: Holm, A simple sequentially rejective multiple test procedure, 1979; Benjamini, Hochberg, Controlling the
 * false discovery rate, JRSS-B 1995; Wang, Ramdas, False discovery rate control with e-values, JRSS-B 2022.
 */
public final class Multiplicity {
    private Multiplicity() {}

    /** Returns each p-value times their number, at most 1. */
    public static double[] bonferroni(double[] p) {
        return Arrays.stream(p).map(value -> Math.min(1, value * p.length)).toArray();
    }

    /** Returns Holm's adjusted p-values in the order of the input. */
    public static double[] holm(double[] p) {
        double[] adjusted = new double[p.length];
        int[] ascending = order(p, false);
        double running = 0;
        for (int rank = 0; rank < p.length; rank++) {
            running = Math.max(running, Math.min(1, p[ascending[rank]] * (p.length - rank)));
            adjusted[ascending[rank]] = running;
        }
        return adjusted;
    }

    /** Returns Benjamini and Hochberg's adjusted p-values in the order of the input. */
    public static double[] benjaminiHochberg(double[] p) {
        double[] adjusted = new double[p.length];
        int[] ascending = order(p, false);
        double running = 1;
        for (int rank = p.length - 1; rank >= 0; rank--) {
            running = Math.min(running, p[ascending[rank]] * p.length / (rank + 1));
            adjusted[ascending[rank]] = running;
        }
        return adjusted;
    }

    /**
     * Returns the hypotheses that e-BH rejects, as ascending indices: with e sorted from the largest down, the first k
     * for the largest k with e<sub>(k)</sub> ≥ m/(k·alpha).
     *
     * @param logE natural logarithms of the current e-values
     * @param alpha share of false rejections that is accepted
     */
    public static int[] eBh(double[] logE, double alpha) {
        int[] descending = order(logE, true);
        for (int k = logE.length; k > 0; k--) {
            if (logE[descending[k - 1]] >= Math.log(logE.length / (k * alpha))) {
                return Arrays.stream(descending, 0, k).sorted().toArray();
            }
        }
        return new int[0];
    }

    private static int[] order(double[] values, boolean descending) {
        Comparator<Integer> ascending = Comparator.comparingDouble(i -> values[i]);
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(descending ? ascending.reversed() : ascending)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
