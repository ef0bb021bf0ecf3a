package io.exposures.assignment.operators;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.hashing.UnitHash;
import io.exposures.assignment.values.Values;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PlanOut's random operators over evaluated arguments and a {@link UnitHash} that holds salt and unit. Each result is a
 * function of the hash alone, so the same unit always gets the same.
 */
public final class RandomOperators {
    private static final Long ZERO = 0L;
    private static final Long ONE = 1L;

    private RandomOperators() {}

    /** A float from {@code min} to {@code max}, both included. */
    public static double randomFloat(double min, double max, UnitHash hash) {
        return uniform(min, max, hash.next());
    }

    private static double uniform(double min, double max, long hash) {
        return min + (max - min) * UnitHash.zeroToOne(hash);
    }

    /** An integer from {@code min} to {@code max}, both included. */
    public static long randomInteger(long min, long max, UnitHash hash) {
        long range = max - min + 1;
        boolean fits = max >= min && range > 0;
        return fits
                ? min + hash.next() % range
                : (long) randomInteger(BigInteger.valueOf(min), BigInteger.valueOf(max), hash);
    }

    /** An integer from {@code min} to {@code max}, both included, of any size. */
    public static Object randomInteger(BigInteger min, BigInteger max, UnitHash hash) {
        BigInteger range = max.subtract(min).add(BigInteger.ONE);
        if (range.signum() == 0) {
            throw new AssignmentException("randomInteger: min is " + min + " and max " + max + "; expected max >= min");
        }
        BigInteger remainder = BigInteger.valueOf(hash.next()).mod(range.abs());
        boolean towardsDivisor = range.signum() < 0 && remainder.signum() != 0;
        return Values.of(min.add(towardsDivisor ? remainder.add(range) : remainder));
    }

    /** 1 with probability {@code p}, else 0. */
    public static Long bernoulliTrial(double p, UnitHash hash) {
        return hash.nextZeroToOne() <= p ? ONE : ZERO;
    }

    /** The choices that win a trial with probability {@code p} each, in their order. */
    public static List<@Nullable Object> bernoulliFilter(
            List<? extends @Nullable Object> choices, double p, UnitHash hash) {
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object choice : choices.toArray()) {
            if (UnitHash.zeroToOne(hash.next(choice)) <= p) {
                kept.add(choice);
            }
        }
        return kept;
    }

    /** One of the choices, each as likely; an empty list when there is none. */
    public static @Nullable Object uniformChoice(List<? extends @Nullable Object> choices, UnitHash hash) {
        int size = choices.size();
        return size == 0 ? new ArrayList<>() : choices.get((int) (hash.next() % size));
    }

    /** One of the choices, each as likely as its weight says; an empty list when there is none. */
    public static @Nullable Object weightedChoice(
            List<? extends @Nullable Object> choices, double[] weights, UnitHash hash) {
        if (choices.isEmpty()) {
            return new ArrayList<>();
        }
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double stop = uniform(0, total, hash.next());
        double cumulative = 0;
        for (int i = 0; i < weights.length; i++) {
            cumulative += weights[i];
            if (stop <= cumulative) {
                return choice(choices, i);
            }
        }
        return null;
    }

    private static @Nullable Object choice(List<? extends @Nullable Object> choices, int i) {
        if (i >= choices.size()) {
            throw new AssignmentException(
                    "weightedChoice: the weight at index " + i + " has no choice; there are " + choices.size());
        }
        return choices.get(i);
    }

    /** {@code draws} of the choices in random order, none twice. */
    public static List<@Nullable Object> sample(List<? extends @Nullable Object> choices, int draws, UnitHash hash) {
        List<@Nullable Object> shuffled = new ArrayList<>(choices);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            swapAt(shuffled, i, hash);
        }
        return firstOf(shuffled, draws);
    }

    /** As {@link #sample}, with fewer hashes and another result. */
    public static List<@Nullable Object> fastSample(
            List<? extends @Nullable Object> choices, int draws, UnitHash hash) {
        List<@Nullable Object> shuffled = new ArrayList<>(choices);
        int stop = shuffled.size() - draws;
        for (int i = shuffled.size() - 1; i > 0; i--) {
            swapAt(shuffled, i, hash);
            if (i == stop) {
                return new ArrayList<>(shuffled.subList(i, shuffled.size()));
            }
        }
        return firstOf(shuffled, draws);
    }

    private static void swapAt(List<@Nullable Object> list, int i, UnitHash hash) {
        Collections.swap(list, i, (int) (hash.next((long) i) % (i + 1)));
    }

    /** The first {@code draws} elements; a negative number leaves out as many at the end. */
    private static List<@Nullable Object> firstOf(List<@Nullable Object> list, int draws) {
        int size = draws >= 0 ? draws : Math.max(0, list.size() + draws);
        return new ArrayList<>(list.subList(0, size));
    }
}
