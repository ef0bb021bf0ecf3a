package io.exposures.assignment.script;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.environment.Environment;
import io.exposures.assignment.hashing.UnitHash;
import io.exposures.assignment.operators.Arguments;
import io.exposures.assignment.values.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a script: its environment, whether and how it has ended, and the arguments of the call that is being
 * executed. All arguments are evaluated before a call is executed, so one such view is enough.
 */
final class Evaluation extends Arguments {
    /** Stands for an argument that has to be evaluated each time. */
    static final Object VARIES = new Object();

    private static final String SALT = "salt";
    private static final String FULL_SALT = "full_salt";

    private final Environment environment;
    private final @Nullable Trace trace;
    private final @Nullable Object[] stack;
    private int top;
    private boolean ended;
    private boolean inExperiment = true;

    private @Nullable Call call;
    private int base;

    /** Has this script's values on the stack, at most so many at a time. */
    Evaluation(Environment environment, int stackSize, @Nullable Trace trace) {
        this.environment = environment;
        this.stack = new @Nullable Object[stackSize];
        this.trace = trace;
    }

    Environment environment() {
        return environment;
    }

    /** What happened, for those who compare with the reference implementation; null for all others. */
    @Nullable
    Trace trace() {
        return trace;
    }

    void end(boolean isInExperiment) {
        ended = true;
        inExperiment = isInExperiment;
    }

    /** Lets go of what the thread keeps between hashes. */
    void finish() {
        endCalls();
    }

    boolean hasEnded() {
        return ended;
    }

    boolean isInExperiment() {
        return inExperiment;
    }

    /** Reserves places on the stack and says where they start. */
    int reserve(int places) {
        int start = top;
        top += places;
        return start;
    }

    void put(int place, @Nullable Object value) {
        stack[place] = value;
    }

    void release(int start) {
        top = start;
    }

    /** Shows the arguments of a call, those that vary from that place of the stack on. */
    Arguments argumentsOf(Call newCall, int start) {
        startCall();
        call = newCall;
        base = start;
        return this;
    }

    private Call call() {
        if (call == null) {
            throw new IllegalStateException("arguments are asked for outside a call");
        }
        return call;
    }

    @Override
    protected String operator() {
        return call().operatorName();
    }

    @Override
    protected @Nullable Object find(String name) {
        Call current = call();
        int index = current.indexOf(name);
        if (index < 0) {
            return ABSENT;
        }
        Object constant = current.constant(index);
        return constant == VARIES ? stack[base + current.place(index)] : constant;
    }

    @Override
    public List<String> names() {
        return call().names();
    }

    @Override
    protected void appendSalt(UnitHash hash) {
        Call current = call();
        byte[] fullSalt = current.fullSalt();
        if (fullSalt != null) {
            hash.append(fullSalt);
        } else if (current.hasFullSalt()) {
            hash.append(string(FULL_SALT)).append(".");
        } else {
            appendSalts(current, hash);
        }
    }

    private void appendSalts(Call current, UnitHash hash) {
        hash.append(environment.saltPrefix());
        byte[] salt = current.salt();
        String separator = environment.separator();
        if (salt != null && separator == null) {
            hash.append(salt);
        } else if (has(SALT)) {
            hash.append(string(SALT)).append(separator == null ? "." : separator);
        } else {
            throw new AssignmentException(
                    operator()
                            + ": argument salt is missing; expected one where the result is not directly assigned to a variable");
        }
    }

    @Override
    protected Work work() {
        return environment;
    }
}
