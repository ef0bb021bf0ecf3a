package io.exposures.assignment.operators;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.hashing.UnitHash;
import io.exposures.assignment.values.Values;
import io.exposures.assignment.values.Weights;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PlanOut's random operators. Each result is a function of the arguments and of the hash of salt and unit, so the same
 * unit always gets the same. Neither is looked at where no hash is needed.
 */
final class RandomOperators {
    private static final Long ZERO = 0L;
    private static final Long ONE = 1L;

    private RandomOperators() {}

    /** A float from {@code min} to {@code max}, both included. */
    static Object randomFloat(Arguments arguments) {
        double min = arguments.number("min");
        double max = arguments.number("max");
        return uniform(min, max, arguments.unitHash());
    }

    private static double uniform(double min, double max, UnitHash hash) {
        return min + (max - min) * UnitHash.zeroToOne(hash.next());
    }

    /** An integer from {@code min} to {@code max}, both included. */
    static Object randomInteger(Arguments arguments) {
        Object min = arguments.integer("min");
        Object max = arguments.integer("max");
        if (min instanceof Long first && max instanceof Long last) {
            long range = last - first + 1;
            if (first <= last && range > 0) {
                return first + arguments.unitHash().next() % range;
            }
        }
        return randomInteger(Values.toBigInteger(min), Values.toBigInteger(max), arguments);
    }

    private static Object randomInteger(BigInteger min, BigInteger max, Arguments arguments) {
        BigInteger range = max.subtract(min).add(BigInteger.ONE);
        if (range.signum() == 0) {
            throw new AssignmentException(
                    "randomInteger: argument max is " + max + "; expected an integer of at least " + min);
        }
        BigInteger hash = BigInteger.valueOf(arguments.unitHash().next());
        return Values.of(min.add(Arithmetic.modulo(hash, range)));
    }

    /** 1 with probability {@code p}, else 0. */
    static Object bernoulliTrial(Arguments arguments) {
        double p = arguments.probability("p");
        return arguments.unitHash().nextZeroToOne() <= p ? ONE : ZERO;
    }

    /** The choices that win a trial with probability {@code p} each, in their order. */
    static Object bernoulliFilter(Arguments arguments) {
        double p = arguments.probability("p");
        List<@Nullable Object> kept = new ArrayList<>();
        // A snapshot, since the list may be the unit as well, which grows.
        for (Object choice : arguments.list("choices").toArray()) {
            if (UnitHash.zeroToOne(arguments.unitHash().next(choice)) <= p) {
                kept.add(choice);
            }
        }
        return kept;
    }

    /** One of the choices, each as likely; an empty list when there is none. */
    static @Nullable Object uniformChoice(Arguments arguments) {
        List<@Nullable Object> choices = arguments.list("choices");
        int size = choices.size();
        return size == 0
                ? new ArrayList<>()
                : choices.get((int) (arguments.unitHash().next() % size));
    }

    /** One of the choices, each as likely as its weight says; an empty list when there is none. */
    static @Nullable Object weightedChoice(Arguments arguments) {
        List<@Nullable Object> choices = arguments.list("choices");
        List<@Nullable Object> weights = arguments.list("weights");
        if (choices.isEmpty()) {
            return new ArrayList<>();
        }
        double[] cumulative = Weights.cumulative(weights);
        double total = cumulative.length == 0 ? 0 : cumulative[cumulative.length - 1];
        double stop = uniform(0, total, arguments.unitHash());
        for (int i = 0; i < cumulative.length; i++) {
            if (stop <= cumulative[i]) {
                return choice(choices, i);
            }
        }
        return null;
    }

    private static @Nullable Object choice(List<@Nullable Object> choices, int i) {
        if (i >= choices.size()) {
            throw new AssignmentException("weightedChoice: argument choices has " + choices.size()
                    + " elements; expected one for the weight at index " + i);
        }
        return choices.get(i);
    }

    /** {@code draws} of the choices, or all, in random order, none twice. */
    static Object sample(Arguments arguments) {
        List<@Nullable Object> shuffled = new ArrayList<>(arguments.list("choices"));
        int draws = draws(arguments, shuffled.size());
        for (int i = shuffled.size() - 1; i > 0; i--) {
            swapAt(shuffled, i, arguments.unitHash());
        }
        return firstOf(shuffled, draws);
    }

    /** As {@link #sample}, with fewer hashes and another result. */
    static Object fastSample(Arguments arguments) {
        List<@Nullable Object> shuffled = new ArrayList<>(arguments.list("choices"));
        int draws = draws(arguments, shuffled.size());
        int stop = shuffled.size() - draws;
        for (int i = shuffled.size() - 1; i > 0; i--) {
            swapAt(shuffled, i, arguments.unitHash());
            if (i == stop) {
                return new ArrayList<>(shuffled.subList(i, shuffled.size()));
            }
        }
        return firstOf(shuffled, draws);
    }

    /** At most as many as there are choices; a negative number leaves out as many at the end. */
    private static int draws(Arguments arguments, int choices) {
        if (!arguments.has("draws")) {
            return choices;
        }
        Object draws = arguments.integer("draws");
        if (Values.compareNumbers(draws, (long) choices) > 0) {
            throw new AssignmentException(arguments.operator() + ": argument draws is " + draws
                    + "; expected at most the number of choices, " + choices);
        }
        return Values.compareNumbers(draws, (long) -choices) < 0 ? -choices : (int) Values.toLong(draws);
    }

    private static void swapAt(List<@Nullable Object> list, int i, UnitHash hash) {
        Collections.swap(list, i, (int) (hash.next((long) i) % (i + 1)));
    }

    private static List<@Nullable Object> firstOf(List<@Nullable Object> list, int draws) {
        int size = draws >= 0 ? draws : list.size() + draws;
        return new ArrayList<>(list.subList(0, size));
    }
}
