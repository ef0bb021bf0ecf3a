package io.exposures.joiner.stats;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts of values in buckets of logarithmic width: quantiles within a fixed relative accuracy, from counts that can be
 * taken back and added up.
 *
 * <p>With γ = (1 + a)/(1 − a), a positive x falls into bucket ⌈ln x / ln γ⌉, whose middle 2γ<sup>k</sup>/(γ + 1) is
 * within a·x of it; negative values have the same buckets of |x|, and what is nearer to 0 than 10<sup>-9</sup> counts
 * as zero. A sketch that merges or drops buckets, as most do to save space, could not forget a value.
 *
 * <p>Source: Masson, Rim, Lee, DDSketch, VLDB 2019.
 */
public final class QuantileSketch {
    /** Relative accuracy of a sketch that does not say otherwise. */
    public static final double DEFAULT_ACCURACY = 0.01;

    private static final double ZERO_BELOW = 1e-9;

    private final double relativeAccuracy;
    private final double logGamma;
    private final TreeMap<Integer, Long> positive = new TreeMap<>();
    private final TreeMap<Integer, Long> negative = new TreeMap<>();
    private long zero;
    private long count;

    /** Makes an empty sketch of the default accuracy. */
    public QuantileSketch() {
        this(DEFAULT_ACCURACY);
    }

    /**
     * Makes an empty sketch.
     *
     * @param relativeAccuracy a, between 0 and 1
     */
    public QuantileSketch(double relativeAccuracy) {
        if (!(relativeAccuracy > 0 && relativeAccuracy < 1)) {
            throw new IllegalArgumentException("accuracy must lie between 0 and 1, was " + relativeAccuracy);
        }
        this.relativeAccuracy = relativeAccuracy;
        this.logGamma = StrictMath.log1p(relativeAccuracy) - StrictMath.log1p(-relativeAccuracy);
    }

    /** Counts a value. */
    public void add(double value) {
        change(value, 1);
    }

    /**
     * Takes a value back.
     *
     * @throws IllegalArgumentException when no such value was counted
     */
    public void remove(double value) {
        change(value, -1);
    }

    /** Adds the counts of another sketch of the same accuracy. */
    public void merge(QuantileSketch other) {
        if (other.relativeAccuracy != relativeAccuracy) {
            throw new IllegalArgumentException(
                    "sketches of accuracy " + relativeAccuracy + " and " + other.relativeAccuracy + " do not merge");
        }
        other.positive.forEach((key, n) -> positive.merge(key, n, Long::sum));
        other.negative.forEach((key, n) -> negative.merge(key, n, Long::sum));
        zero += other.zero;
        count += other.count;
    }

    /** Returns the number of values. */
    public long count() {
        return count;
    }

    /** Returns the number of values counted as zero. */
    public long zeroCount() {
        return zero;
    }

    /** Returns the counts of positive values by bucket. */
    public SortedMap<Integer, Long> positiveBuckets() {
        return Collections.unmodifiableSortedMap(positive);
    }

    /** Returns the counts of negative values by bucket of their absolute value. */
    public SortedMap<Integer, Long> negativeBuckets() {
        return Collections.unmodifiableSortedMap(negative);
    }

    /** Returns the estimate of the q-th quantile (the value of rank ⌊q(n − 1)⌋ from 0), null without values. */
    public @Nullable Double quantile(double q) {
        requireShare(q);
        if (count == 0) {
            return null;
        }
        long rank =
                BigDecimal.valueOf(q).multiply(BigDecimal.valueOf(count - 1)).longValue();
        return valueAt(rank);
    }

    /**
     * Returns the quantile with an always-valid interval by ranks, null without values.
     *
     * @param q which quantile, 0 to 1
     * @param level level of the interval
     */
    public @Nullable QuantileEstimate estimate(double q, Level level) {
        return count == 0 ? null : estimate(q, new ConfidenceSequence(level).multiplier(count));
    }

    /** Returns the quantile with an interval of so many standard errors of its rank, null without values. */
    @Nullable
    QuantileEstimate estimate(double q, double multiplier) {
        Double value = quantile(q);
        if (value == null) {
            return null;
        }
        double centre = count * q;
        double halfWidth = multiplier * Math.sqrt(count * q * (1 - q));
        Long lower = rankWithin(Math.floor(centre - halfWidth));
        Long upper = rankWithin(Math.ceil(centre + halfWidth) + 1);
        return new QuantileEstimate(
                value,
                lower,
                upper,
                lower == null ? null : valueAt(lower - 1),
                upper == null ? null : valueAt(upper - 1));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QuantileSketch sketch
                && relativeAccuracy == sketch.relativeAccuracy
                && zero == sketch.zero
                && positive.equals(sketch.positive)
                && negative.equals(sketch.negative);
    }

    @Override
    public int hashCode() {
        return Objects.hash(relativeAccuracy, zero, positive, negative);
    }

    @Override
    public String toString() {
        return "QuantileSketch[zero=" + zero + ", positive=" + positive + ", negative=" + negative + "]";
    }

    private void change(double value, int sign) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value must be finite, was " + value);
        }
        double size = Math.abs(value);
        if (size < ZERO_BELOW) {
            requirePresent(zero + sign, value);
            zero += sign;
        } else {
            changeBucket(value > 0 ? positive : negative, key(size), sign, value);
        }
        count += sign;
    }

    private static void changeBucket(Map<Integer, Long> buckets, int key, int sign, double value) {
        long changed = buckets.getOrDefault(key, 0L) + sign;
        requirePresent(changed, value);
        if (changed == 0) {
            buckets.remove(key);
        } else {
            buckets.put(key, changed);
        }
    }

    private static void requirePresent(long changed, double value) {
        if (changed < 0) {
            throw new IllegalArgumentException("value " + value + " was not counted");
        }
    }

    /** The strict logarithm is the same on every machine, so a value is always taken from the bucket it went to. */
    private int key(double size) {
        return (int) Math.ceil(StrictMath.log(size) / logGamma);
    }

    private double middle(int key) {
        double gamma = (1 + relativeAccuracy) / (1 - relativeAccuracy);
        return 2 * Math.pow(gamma, key) / (gamma + 1);
    }

    private double valueAt(long rank) {
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : negative.descendingMap().entrySet()) {
            seen += bucket.getValue();
            if (seen > rank) {
                return -middle(bucket.getKey());
            }
        }
        seen += zero;
        if (seen > rank) {
            return 0;
        }
        for (Map.Entry<Integer, Long> bucket : positive.entrySet()) {
            seen += bucket.getValue();
            if (seen > rank) {
                return middle(bucket.getKey());
            }
        }
        throw new IllegalArgumentException("rank " + rank + " of " + count + " values");
    }

    private @Nullable Long rankWithin(double rank) {
        return rank >= 1 && rank <= count ? (long) rank : null;
    }

    private static void requireShare(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("quantile must lie between 0 and 1, was " + q);
        }
    }
}
