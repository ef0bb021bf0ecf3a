package io.exposures.joiner.join;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sums over units of one metric; a unit's total goes in and comes out exactly.
 *
 * @param units units with at least one exposed outcome
 * @param nonzero units whose total is not zero
 * @param count exposed outcomes
 * @param sum sum of the totals, in millionths
 * @param sumOfSquares sum of the squared totals, in millionths squared
 */
public record MetricTally(long units, long nonzero, long count, BigInteger sum, BigInteger sumOfSquares) {

    /** No unit. */
    public static final MetricTally NONE = new MetricTally(0, 0, 0, BigInteger.ZERO, BigInteger.ZERO);

    /** The sums after one unit's total changed; null stands for no total. */
    MetricTally replace(@Nullable Total before, @Nullable Total after) {
        MetricTally without = before == null ? this : add(before, -1);
        return after == null ? without : without.add(after, 1);
    }

    private MetricTally add(Total total, int sign) {
        BigInteger square = total.sum().multiply(total.sum());
        return new MetricTally(
                units + sign,
                nonzero + (total.sum().signum() == 0 ? 0 : sign),
                count + sign * total.count(),
                sign > 0 ? sum.add(total.sum()) : sum.subtract(total.sum()),
                sign > 0 ? sumOfSquares.add(square) : sumOfSquares.subtract(square));
    }
}
