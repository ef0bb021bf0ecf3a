package io.exposures.assignment;

import io.exposures.assignment.hashing.UnitHash;
import io.exposures.assignment.operators.RandomOperators;
import io.exposures.assignment.values.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A random operator with its arguments, which runs when it is {@link Assignment#set set} as a parameter. Its salt is the
 * parameter's name, unless {@link #salt} or {@link #fullSalt} says otherwise:
 *
 * <pre>{@code
 * params.set("group_size", uniformChoice(List.of(1, 10), inputs.get("userid")));
 * params.set("price", weightedChoice(List.of(0.99, 0.5), List.of(0.8, 0.2), inputs.get("userid")).salt("price.2"));
 * }</pre>
 *
 * <p>A unit of several values is a list: {@code inputs.list("userid", "pageid")}.
 */
public final class RandomOperator {

    /** What an operator does with the hash of its salt and unit. */
    @FunctionalInterface
    private interface Draw {
        @Nullable
        Object from(UnitHash hash);
    }

    private final Draw draw;
    private final @Nullable Object unit;
    private final @Nullable String salt;
    private final @Nullable String fullSalt;

    private RandomOperator(Draw draw, @Nullable Object unit, @Nullable String salt, @Nullable String fullSalt) {
        this.draw = draw;
        this.unit = unit;
        this.salt = salt;
        this.fullSalt = fullSalt;
    }

    private static RandomOperator of(@Nullable Object unit, Draw draw) {
        return new RandomOperator(draw, unit, null, null);
    }

    /** The same operator with another salt than the parameter's name. */
    public RandomOperator salt(String otherSalt) {
        return new RandomOperator(draw, unit, otherSalt, fullSalt);
    }

    /** The same operator with a salt that replaces the experiment's as well. */
    public RandomOperator fullSalt(String otherSalt) {
        return new RandomOperator(draw, unit, salt, otherSalt);
    }

    /** A float from {@code min} to {@code max}, both included. */
    public static RandomOperator randomFloat(double min, double max, @Nullable Object unit) {
        return of(unit, hash -> RandomOperators.randomFloat(min, max, hash));
    }

    /** An integer from {@code min} to {@code max}, both included. */
    public static RandomOperator randomInteger(long min, long max, @Nullable Object unit) {
        return of(unit, hash -> RandomOperators.randomInteger(min, max, hash));
    }

    /** 1 with probability {@code p}, else 0. */
    public static RandomOperator bernoulliTrial(double p, @Nullable Object unit) {
        checkProbability("bernoulliTrial", p);
        return of(unit, hash -> RandomOperators.bernoulliTrial(p, hash));
    }

    /** The choices that win a trial with probability {@code p} each, in their order. */
    public static RandomOperator bernoulliFilter(
            List<? extends @Nullable Object> choices, double p, @Nullable Object unit) {
        checkProbability("bernoulliFilter", p);
        return of(unit, hash -> RandomOperators.bernoulliFilter(Values.ofAll(choices), p, hash));
    }

    private static void checkProbability(String operator, double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new AssignmentException(operator + ": p is " + p + "; expected a number from 0 to 1");
        }
    }

    /** One of the choices, each as likely; an empty list when there is none. */
    public static RandomOperator uniformChoice(List<? extends @Nullable Object> choices, @Nullable Object unit) {
        return of(unit, hash -> RandomOperators.uniformChoice(choices, hash));
    }

    /** One of the choices, each as likely as its weight says; an empty list when there is none. */
    public static RandomOperator weightedChoice(
            List<? extends @Nullable Object> choices, List<? extends Number> weights, @Nullable Object unit) {
        return of(unit, hash -> RandomOperators.weightedChoice(choices, doubles(weights), hash));
    }

    private static double[] doubles(List<? extends Number> numbers) {
        double[] doubles = new double[numbers.size()];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = numbers.get(i).doubleValue();
        }
        return doubles;
    }

    /** All choices in random order. */
    public static RandomOperator sample(List<? extends @Nullable Object> choices, @Nullable Object unit) {
        return of(unit, hash -> RandomOperators.sample(choices, choices.size(), hash));
    }

    /** {@code draws} of the choices in random order, none twice. */
    public static RandomOperator sample(List<? extends @Nullable Object> choices, int draws, @Nullable Object unit) {
        checkDraws("sample", choices, draws);
        return of(unit, hash -> RandomOperators.sample(choices, draws, hash));
    }

    /** As {@link #sample(List, int, Object)}, with fewer hashes and another result. */
    public static RandomOperator fastSample(
            List<? extends @Nullable Object> choices, int draws, @Nullable Object unit) {
        checkDraws("fastSample", choices, draws);
        return of(unit, hash -> RandomOperators.fastSample(choices, draws, hash));
    }

    private static void checkDraws(String operator, List<?> choices, int draws) {
        if (draws < 0 || draws > choices.size()) {
            throw new AssignmentException(
                    operator + ": draws is " + draws + "; expected 0 to the number of choices, " + choices.size());
        }
    }

    /** Runs for a parameter of that name; {@code working} gives the assignment's own copy of a list. */
    @Nullable
    Object run(String parameter, Assignment assignment) {
        UnitHash hash = UnitHash.start();
        if (fullSalt != null) {
            hash.append(fullSalt).append(".");
        } else {
            hash.append(assignment.experimentSalt()).append(".");
            hash.append(salt != null ? salt : parameter).append(assignment.saltSeparator());
        }
        return draw.from(hash.unit(assignment.own(unit)));
    }
}
