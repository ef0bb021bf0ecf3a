package io.exposures.assignment.operators;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.hashing.UnitHash;
import io.exposures.assignment.values.Values;
import io.exposures.assignment.values.Work;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evaluated arguments of one call, by name, and the hash of their salt and unit. Each reader fails with a message
 * that names operator and argument, what was found, and what was expected.
 */
public abstract class Arguments {
    /** What {@link #find} gives for an argument that the call does not have. */
    protected static final Object ABSENT = new Object();

    private static final String UNIT = "unit";

    private @Nullable UnitHash unitHash;
    private int unitHashStart;

    /** For the evaluator. */
    protected Arguments() {}

    /** Prepares for another call. */
    protected final void startCall() {
        unitHashStart = UnitHash.NEVER;
    }

    /** After the last call: the thread must not keep what was hashed. */
    protected final void endCalls() {
        if (unitHash != null) {
            unitHash.forget();
        }
    }

    /** Name of the operator that is called. */
    protected abstract String operator();

    /** The argument, or {@link #ABSENT}. */
    protected abstract @Nullable Object find(String name);

    /** Appends what comes before the unit. */
    protected abstract void appendSalt(UnitHash hash);

    /** How much may be done. */
    protected abstract Work work();

    /** Names of the arguments, in their order. */
    public abstract List<String> names();

    /** Whether the call has the argument; it may be null. */
    public final boolean has(String name) {
        return find(name) != ABSENT;
    }

    /** The argument, of any kind. */
    public final @Nullable Object any(String name) {
        Object value = find(name);
        if (value == ABSENT) {
            throw new AssignmentException(operator() + ": argument " + name + " is missing");
        }
        return value;
    }

    /** The argument, a list. */
    @SuppressWarnings("unchecked") // lists of values hold any value
    public final List<@Nullable Object> list(String name) {
        Object value = any(name);
        if (value instanceof List<?> list) {
            work().spend(list.size());
            return (List<@Nullable Object>) list;
        }
        throw unexpected(name, value, "a list");
    }

    /** The argument, a string. */
    public final String string(String name) {
        Object value = any(name);
        if (value instanceof String string) {
            return string;
        }
        throw unexpected(name, value, "a string");
    }

    /** The argument, an integer of any size: {@link Long} or {@link BigInteger}; a boolean is 1 or 0. */
    public final Object integer(String name) {
        Object value = any(name);
        if (value instanceof Long || value instanceof BigInteger) {
            return value;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        throw unexpected(name, value, "an integer");
    }

    /** The argument, a number, as double. */
    public final double number(String name) {
        Object value = any(name);
        if (value instanceof Double number) {
            return number;
        }
        if (value == null || !Values.isNumber(value)) {
            throw unexpected(name, value, "a number");
        }
        return Values.toDouble(value);
    }

    /** The argument, a number from 0 to 1. */
    public final double probability(String name) {
        double value = number(name);
        if (!(value >= 0 && value <= 1)) {
            throw new AssignmentException(
                    operator() + ": argument " + name + " is " + value + "; expected a number from 0 to 1");
        }
        return value;
    }

    /** The error of an argument that is not what was expected. */
    public final AssignmentException unexpected(String name, @Nullable Object value, String expected) {
        return new AssignmentException(
                operator() + ": argument " + name + " is " + Values.kindOf(value) + "; expected " + expected);
    }

    /**
     * The hash of the arguments {@code salt} (or {@code full_salt}) and {@code unit}: 60 bits, so 0 to 2^60-1. The same
     * at each call.
     */
    public final long hash() {
        return unitHash().next();
    }

    /** The hash with one more element appended to the unit. If the unit is a list, the element stays appended. */
    public final long hash(@Nullable Object appended) {
        return unitHash().next(appended);
    }

    /** {@link #hash()} as a number from 0 to 1, both included. */
    public final double zeroToOne() {
        return UnitHash.zeroToOne(hash());
    }

    /** The hash with salt and unit; made again if something else was hashed on this thread meanwhile. */
    final UnitHash unitHash() {
        UnitHash hash = unitHash;
        if (hash == null) {
            hash = UnitHash.ofThread();
            unitHash = hash;
        }
        if (!hash.isStill(unitHashStart)) {
            unitHashStart = hash.restart(work());
            appendSalt(hash);
            hash.unit(any(UNIT));
        }
        return hash;
    }
}
