package io.exposures.assignment.values;

import io.exposures.assignment.AssignmentException;
import java.util.List;

/** Weights of choices. */
public final class Weights {
    private Weights() {}

    /**
     * Sums of the first weight, the first two and so on, added from left to right.
     *
     * @throws AssignmentException if a weight is no number
     */
    public static double[] cumulative(List<?> weights) {
        if (weights instanceof ConstantList constant) {
            return constant.cumulative();
        }
        return sums(weights);
    }

    static double[] sums(List<?> weights) {
        double[] sums = new double[weights.size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            Object weight = Values.of(weights.get(i));
            if (weight == null || !Values.isNumber(weight)) {
                throw new AssignmentException("weight " + i + " is " + Values.kindOf(weight) + "; expected a number");
            }
            sum += Values.toDouble(weight);
            sums[i] = sum;
        }
        return sums;
    }
}
