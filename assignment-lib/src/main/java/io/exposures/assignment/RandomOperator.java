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
    private static final Signature RANDOM_FLOAT = signature("randomFloat", "min", "max", "unit");
    private static final Signature RANDOM_INTEGER = signature("randomInteger", "min", "max", "unit");
    private static final Signature BERNOULLI_TRIAL = signature("bernoulliTrial", "p", "unit");
    private static final Signature BERNOULLI_FILTER = signature("bernoulliFilter", "choices", "p", "unit");
    private static final Signature UNIFORM_CHOICE = signature("uniformChoice", "choices", "unit");
    private static final Signature WEIGHTED_CHOICE = signature("weightedChoice", "choices", "weights", "unit");
    private static final Signature SHUFFLE = signature("sample", "choices", "unit");
    private static final Signature SAMPLE = signature("sample", "choices", "draws", "unit");
    private static final Signature FAST_SAMPLE = signature("fastSample", "choices", "draws", "unit");

    private final Signature signature;
    private final @Nullable Object[] arguments;

    /** An operator and the names of the arguments that it is given. */
    private record Signature(String name, Operator operator, List<String> argumentNames) {}

    private RandomOperator(Signature signature, @Nullable Object[] arguments) {
        this.signature = signature;
        this.arguments = arguments;
    }

    private static Signature signature(String name, String... argumentNames) {
        Operator operator = Operators.standard().operator(name);
        if (operator == null) {
            throw new AssignmentException("unknown operator " + name);
        }
        return new Signature(name, operator, List.of(argumentNames));
    }

    /** An operator of that name; its arguments may include {@code salt} and {@code full_salt}. */
    static RandomOperator of(String name, List<String> argumentNames, List<? extends @Nullable Object> arguments) {
        return new RandomOperator(signature(name, argumentNames.toArray(new String[0])), arguments.toArray());
    }

    private static RandomOperator of(Signature signature, @Nullable Object... arguments) {
        return new RandomOperator(signature, arguments);
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
        List<String> names = new ArrayList<>(signature.argumentNames());
        names.add(argument);
        @Nullable Object[] more = Arrays.copyOf(arguments, names.size());
        more[arguments.length] = value;
        return new RandomOperator(new Signature(signature.name(), signature.operator(), List.copyOf(names)), more);
    }

    /** A float from {@code min} to {@code max}, both included. */
    public static RandomOperator randomFloat(double min, double max, @Nullable Object unit) {
        return of(RANDOM_FLOAT, min, max, unit);
    }

    /** An integer from {@code min} to {@code max}, both included. */
    public static RandomOperator randomInteger(long min, long max, @Nullable Object unit) {
        return of(RANDOM_INTEGER, min, max, unit);
    }

    /** 1 with probability {@code p}, else 0. */
    public static RandomOperator bernoulliTrial(double p, @Nullable Object unit) {
        return of(BERNOULLI_TRIAL, p, unit);
    }

    /** The choices that win a trial with probability {@code p} each, in their order. */
    public static RandomOperator bernoulliFilter(
            List<? extends @Nullable Object> choices, double p, @Nullable Object unit) {
        return of(BERNOULLI_FILTER, Values.of(choices), p, unit);
    }

    /** One of the choices, each as likely; an empty list when there is none. */
    public static RandomOperator uniformChoice(List<? extends @Nullable Object> choices, @Nullable Object unit) {
        return of(UNIFORM_CHOICE, choices, unit);
    }

    /** One of the choices, each as likely as its weight says; an empty list when there is none. */
    public static RandomOperator weightedChoice(
            List<? extends @Nullable Object> choices, List<? extends Number> weights, @Nullable Object unit) {
        return of(WEIGHTED_CHOICE, choices, weights, unit);
    }

    /** All choices in random order. */
    public static RandomOperator sample(List<? extends @Nullable Object> choices, @Nullable Object unit) {
        return of(SHUFFLE, choices, unit);
    }

    /** {@code draws} of the choices in random order, none twice. */
    public static RandomOperator sample(List<? extends @Nullable Object> choices, long draws, @Nullable Object unit) {
        return of(SAMPLE, choices, draws, unit);
    }

    /** As {@link #sample(List, long, Object)}, with fewer hashes and another result. */
    public static RandomOperator fastSample(
            List<? extends @Nullable Object> choices, long draws, @Nullable Object unit) {
        return of(FAST_SAMPLE, choices, draws, unit);
    }

    /** Runs for a parameter of that name, which is the salt if there is no other. */
    @Nullable
    Object run(String parameter, Environment environment, OwnLists lists) {
        OperatorArguments call = new OperatorArguments(
                signature.name(), signature.argumentNames(), arguments, environment, lists, parameter);
        try {
            return signature.operator().execute(call);
        } finally {
            call.finish();
        }
    }
}
