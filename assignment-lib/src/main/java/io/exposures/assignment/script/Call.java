package io.exposures.assignment.script;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.hashing.UnitHash;
import io.exposures.assignment.operators.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Call of an operator: all arguments are evaluated in their order, then the operator is executed. */
final class Call extends Expression {
    private static final String FULL_SALT = "full_salt";

    private final String operatorName;
    private final Operator operator;
    private final String[] names;
    /** For each argument the value that it always has, or {@link Evaluation#VARIES}. */
    private final @Nullable Object[] constants;
    /** For each argument that varies its place among those. */
    private final int[] places;

    private final Expression[] varying;
    private final byte @Nullable [] salt;
    private final byte @Nullable [] fullSalt;
    private final boolean hasFullSalt;

    /** The arguments are given in the order in which they are evaluated. */
    Call(
            String operatorName,
            Operator operator,
            List<String> names,
            List<Expression> arguments,
            List<? extends @Nullable Object> constants) {
        this.operatorName = operatorName;
        this.operator = operator;
        this.names = names.stream().map(String::intern).toArray(String[]::new);
        this.constants = constants.toArray();
        this.places = new int[this.names.length];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = this.constants[i] == Evaluation.VARIES ? count++ : -1;
        }
        this.varying = new Expression[count];
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= 0) {
                varying[places[i]] = arguments.get(i);
            }
        }
        this.salt = constantText("salt");
        this.fullSalt = constantText(FULL_SALT);
        this.hasFullSalt = indexOf(FULL_SALT) >= 0;
    }

    /** The argument's text and a dot, if it is a constant that can be hashed. */
    private byte @Nullable [] constantText(String name) {
        int index = indexOf(name);
        if (index >= 0 && constants[index] instanceof String text) {
            try {
                return UnitHash.bytes(text + '.');
            } catch (AssignmentException e) {
                return null; // fails again, and visibly, when it is hashed
            }
        }
        return null;
    }

    @Override
    @Nullable
    Object evaluate(Evaluation evaluation) {
        evaluation.environment().spend(1);
        int start = evaluation.reserve(varying.length);
        for (int i = 0; i < varying.length; i++) {
            evaluation.put(start + i, varying[i].evaluate(evaluation));
        }
        Object result = operator.execute(evaluation.argumentsOf(this, start));
        evaluation.release(start);
        return result;
    }

    String operatorName() {
        return operatorName;
    }

    List<String> names() {
        return List.of(names);
    }

    int indexOf(String name) {
        for (int i = 0; i < names.length; i++) {
            if (isSame(names[i], name)) {
                return i;
            }
        }
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("ReferenceEquality") // names are interned, as are those in the operators' code: a quick first try
    private static boolean isSame(String left, String right) {
        return left == right;
    }

    @Nullable
    Object constant(int index) {
        return constants[index];
    }

    int place(int index) {
        return places[index];
    }

    byte @Nullable [] salt() {
        return salt;
    }

    byte @Nullable [] fullSalt() {
        return fullSalt;
    }

    boolean hasFullSalt() {
        return hasFullSalt;
    }
}
