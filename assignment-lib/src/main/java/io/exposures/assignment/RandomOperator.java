package io.exposures.assignment;

import io.exposures.assignment.environment.Environment;
import io.exposures.assignment.operators.Operator;
import io.exposures.assignment.operators.Operators;
import io.exposures.assignment.values.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator with its arguments, which runs when it is {@link Assignment#set set} as a parameter. Its salt is the
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
    private static final List<String> CHOICES = List.of("choices", "unit");
    private static final List<String> WEIGHTS = List.of("choices", "weights", "unit");
    private static final List<String> DRAWS = List.of("choices", "draws", "unit");
    private static final List<String> FILTER = List.of("choices", "p", "unit");
    private static final List<String> TRIAL = List.of("p", "unit");
    private static final List<String> RANGE = List.of("min", "max", "unit");
    private static final String UNIT = "unit";

    private final String name;
    private final List<String> argumentNames;
    private final List<@Nullable Object> arguments;

    private RandomOperator(String name, List<String> argumentNames, List<@Nullable Object> arguments) {
        this.name = name;
        this.argumentNames = argumentNames;
        this.arguments = arguments;
    }

    /** An operator of that name; its arguments may include {@code salt} and {@code full_salt}. */
    static RandomOperator of(String name, List<String> argumentNames, List<@Nullable Object> arguments) {
        return new RandomOperator(name, argumentNames, arguments);
    }

    private static RandomOperator of(String name, List<String> argumentNames, @Nullable Object... arguments) {
        return new RandomOperator(name, argumentNames, Arrays.asList(arguments));
    }

    /** The same operator with another salt than the parameter's name. */
    public RandomOperator salt(String salt) {
        return with("salt", salt);
    }

    /** The same operator with a salt that replaces the experiment's as well. */
    public RandomOperator fullSalt(String salt) {
        return with("full_salt", salt);
    }

    private RandomOperator with(String argument, Object value) {
        List<String> moreNames = new ArrayList<>(argumentNames);
        moreNames.add(argument);
        List<@Nullable Object> more = new ArrayList<>(arguments);
        more.add(value);
        return new RandomOperator(name, moreNames, more);
    }

    /** A float from {@code min} to {@code max}, both included. */
    public static RandomOperator randomFloat(double min, double max, @Nullable Object unit) {
        return of("randomFloat", RANGE, min, max, unit);
    }

    /** An integer from {@code min} to {@code max}, both included. */
    public static RandomOperator randomInteger(long min, long max, @Nullable Object unit) {
        return of("randomInteger", RANGE, min, max, unit);
    }

    /** 1 with probability {@code p}, else 0. */
    public static RandomOperator bernoulliTrial(double p, @Nullable Object unit) {
        return of("bernoulliTrial", TRIAL, p, unit);
    }

    /** The choices that win a trial with probability {@code p} each, in their order. */
    public static RandomOperator bernoulliFilter(
            List<? extends @Nullable Object> choices, double p, @Nullable Object unit) {
        return of("bernoulliFilter", FILTER, choices, p, unit);
    }

    /** One of the choices, each as likely; an empty list when there is none. */
    public static RandomOperator uniformChoice(List<? extends @Nullable Object> choices, @Nullable Object unit) {
        return of("uniformChoice", CHOICES, choices, unit);
    }

    /** One of the choices, each as likely as its weight says; an empty list when there is none. */
    public static RandomOperator weightedChoice(
            List<? extends @Nullable Object> choices, List<? extends Number> weights, @Nullable Object unit) {
        return of("weightedChoice", WEIGHTS, choices, weights, unit);
    }

    /** All choices in random order. */
    public static RandomOperator sample(List<? extends @Nullable Object> choices, @Nullable Object unit) {
        return of("sample", CHOICES, choices, unit);
    }

    /** {@code draws} of the choices in random order, none twice. */
    public static RandomOperator sample(List<? extends @Nullable Object> choices, long draws, @Nullable Object unit) {
        return of("sample", DRAWS, choices, draws, unit);
    }

    /** As {@link #sample(List, long, Object)}, with fewer hashes and another result. */
    public static RandomOperator fastSample(
            List<? extends @Nullable Object> choices, long draws, @Nullable Object unit) {
        return of("fastSample", DRAWS, choices, draws, unit);
    }

    /** Runs for a parameter of that name, which is the salt if there is no other. */
    @Nullable
    Object run(String parameter, Environment environment, OwnLists lists) {
        Operator operator = Operators.standard().operator(name);
        if (operator == null) {
            throw new AssignmentException("unknown operator " + name);
        }
        List<@Nullable Object> values = new ArrayList<>(arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            boolean isUnit = argumentNames.get(i).equals(UNIT);
            values.add(isUnit ? lists.own(arguments.get(i)) : Values.of(arguments.get(i)));
        }
        return operator.execute(new OperatorArguments(name, argumentNames, values, environment, parameter));
    }
}
