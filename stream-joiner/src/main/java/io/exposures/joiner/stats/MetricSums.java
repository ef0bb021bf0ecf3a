package io.exposures.joiner.stats;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Exact sums of one metric over the units of one arm: the state that is kept, changed and merged.
 *
 * <p>An immutable value. Adding and removing the same contribution restores the same bits, and sums of disjoint sets
 * of units are merged by addition. Differences of sums are allowed to be negative; only {@link MetricSummary}, which
 * computes from sums, insists on possible values.
 *
 * <p>The sums lie side by side in one array of words in two's complement, as wide as the worst case needs: with
 * |y| &lt; 2<sup>63</sup> and fewer than 2<sup>63</sup> units, the sum of y fits in 126 bits, of squares in 189, of
 * cubes in 252. They cannot overflow, and one update costs one small allocation instead of a dozen BigIntegers.
 */
public final class MetricSums {
    /** Sums over no units. */
    public static final MetricSums NONE = new MetricSums(new long[Layout.WORDS]);

    /** Size of the form written by {@link #writeTo}. */
    public static final int BYTES = Layout.WORDS * Long.BYTES;

    private final long[] words;

    private MetricSums(long[] words) {
        this.words = words;
    }

    /**
     * Makes sums from their parts.
     *
     * @throws ArithmeticException when a sum is wider than this class can hold
     */
    public static MetricSums of(
            long units,
            long nonzero,
            long capped,
            BigInteger sum,
            BigInteger squares,
            BigInteger cubes,
            BigInteger covariateSum,
            BigInteger covariateSquares,
            BigInteger crossProducts) {
        long[] words = new long[Layout.WORDS];
        words[Layout.UNITS] = units;
        words[Layout.NONZERO] = nonzero;
        words[Layout.CAPPED] = capped;
        Layout.SUM.write(words, sum);
        Layout.SQUARES.write(words, squares);
        Layout.CUBES.write(words, cubes);
        Layout.COVARIATE_SUM.write(words, covariateSum);
        Layout.COVARIATE_SQUARES.write(words, covariateSquares);
        Layout.CROSS_PRODUCTS.write(words, crossProducts);
        return new MetricSums(words);
    }

    /**
     * Returns the sums over units that all contribute the same.
     *
     * @param unit what each contributes
     * @param units how many there are; may be negative in a difference
     */
    public static MetricSums ofEqual(UnitContribution unit, long units) {
        BigInteger n = BigInteger.valueOf(units);
        BigInteger y = BigInteger.valueOf(unit.y());
        BigInteger x = BigInteger.valueOf(unit.x());
        return of(
                units,
                unit.y() == 0 ? 0 : units,
                unit.capped() ? units : 0,
                n.multiply(y),
                n.multiply(y.pow(2)),
                n.multiply(y.pow(3)),
                n.multiply(x),
                n.multiply(x.pow(2)),
                n.multiply(x).multiply(y));
    }

    /** Reads what {@link #writeTo} wrote. */
    public static MetricSums readFrom(ByteBuffer buffer) {
        long[] words = new long[Layout.WORDS];
        for (int i = 0; i < words.length; i++) {
            words[i] = buffer.getLong();
        }
        return new MetricSums(words);
    }

    /** Appends these sums to the buffer: {@link #BYTES} bytes. */
    public void writeTo(ByteBuffer buffer) {
        for (long word : words) {
            buffer.putLong(word);
        }
    }

    /** Returns these sums with one more unit. */
    public MetricSums plus(UnitContribution unit) {
        return change(null, unit);
    }

    /** Returns these sums with one unit taken out. */
    public MetricSums minus(UnitContribution unit) {
        return change(unit, null);
    }

    /**
     * Returns these sums after a unit's contribution has changed: minus the old one, plus the new one.
     *
     * @param before what the unit contributed until now, null when it was not in these sums
     * @param after what it contributes from now on, null when it leaves these sums
     */
    public MetricSums change(@Nullable UnitContribution before, @Nullable UnitContribution after) {
        if (before == null ? after == null : before.equals(after)) {
            return this;
        }
        long[] result = words.clone();
        if (before != null) {
            accumulate(result, before, -1);
        }
        if (after != null) {
            accumulate(result, after, 1);
        }
        return new MetricSums(result);
    }

    /** Returns the sums over the units of both. */
    public MetricSums plus(MetricSums other) {
        long[] result = words.clone();
        Layout.add(result, other.words);
        return new MetricSums(result);
    }

    /** Returns what is left when the other sums are taken out. */
    public MetricSums minus(MetricSums other) {
        long[] result = words.clone();
        Layout.subtract(result, other.words);
        return new MetricSums(result);
    }

    /** Returns whether every sum and count is zero. */
    public boolean isZero() {
        return equals(NONE);
    }

    /** Returns the number of units. */
    public long units() {
        return words[Layout.UNITS];
    }

    /** Returns the number of units whose y is not zero. */
    public long nonzero() {
        return words[Layout.NONZERO];
    }

    /** Returns the number of units whose y was changed by a cap. */
    public long capped() {
        return words[Layout.CAPPED];
    }

    /** Returns the sum of y in steps. */
    public BigInteger sum() {
        return Layout.SUM.read(words);
    }

    /** Returns the sum of y² in squared steps. */
    public BigInteger squares() {
        return Layout.SQUARES.read(words);
    }

    /** Returns the sum of y³ in cubed steps. */
    public BigInteger cubes() {
        return Layout.CUBES.read(words);
    }

    /** Returns the sum of x in steps of x. */
    public BigInteger covariateSum() {
        return Layout.COVARIATE_SUM.read(words);
    }

    /** Returns the sum of x² in squared steps of x. */
    public BigInteger covariateSquares() {
        return Layout.COVARIATE_SQUARES.read(words);
    }

    /** Returns the sum of x·y in steps of x times steps of y. */
    public BigInteger crossProducts() {
        return Layout.CROSS_PRODUCTS.read(words);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MetricSums sums && Arrays.equals(words, sums.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return "MetricSums[units=" + units() + ", nonzero=" + nonzero() + ", capped=" + capped() + ", sum=" + sum()
                + ", squares=" + squares() + ", cubes=" + cubes() + ", covariateSum=" + covariateSum()
                + ", covariateSquares=" + covariateSquares() + ", crossProducts=" + crossProducts() + "]";
    }

    private static void accumulate(long[] words, UnitContribution unit, int sign) {
        long y = unit.y();
        long x = unit.x();
        words[Layout.UNITS] += sign;
        words[Layout.NONZERO] += y == 0 ? 0 : sign;
        words[Layout.CAPPED] += unit.capped() ? sign : 0;
        Layout.SUM.add(words, sign * y);
        Layout.SQUARES.addProduct(words, sign * y, y);
        Layout.CUBES.addCube(words, sign * y);
        Layout.COVARIATE_SUM.add(words, sign * x);
        Layout.COVARIATE_SQUARES.addProduct(words, sign * x, x);
        Layout.CROSS_PRODUCTS.addProduct(words, sign * x, y);
    }

    /** Where each number lies in the array, and how whole arrays are added. */
    private static final class Layout {
        static final int UNITS = 0;
        static final int NONZERO = 1;
        static final int CAPPED = 2;
        static final WideSum SUM = new WideSum(3, 2);
        static final WideSum SQUARES = new WideSum(5, 3);
        static final WideSum CUBES = new WideSum(8, 4);
        static final WideSum COVARIATE_SUM = new WideSum(12, 2);
        static final WideSum COVARIATE_SQUARES = new WideSum(14, 3);
        static final WideSum CROSS_PRODUCTS = new WideSum(17, 3);
        static final int WORDS = 20;

        private static final WideSum[] SUMS = {SUM, SQUARES, CUBES, COVARIATE_SUM, COVARIATE_SQUARES, CROSS_PRODUCTS};

        static void add(long[] words, long[] addend) {
            for (int i = UNITS; i <= CAPPED; i++) {
                words[i] = Math.addExact(words[i], addend[i]);
            }
            for (WideSum sum : SUMS) {
                sum.add(words, addend);
            }
        }

        static void subtract(long[] words, long[] subtrahend) {
            for (int i = UNITS; i <= CAPPED; i++) {
                words[i] = Math.subtractExact(words[i], subtrahend[i]);
            }
            for (WideSum sum : SUMS) {
                sum.subtract(words, subtrahend);
            }
        }
    }
}
