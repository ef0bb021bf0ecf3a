package io.exposures.assignment.language;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The binary operators: how tightly they bind and what they compile to. All associate to the left. */
enum BinaryOperator {
    OR(Kind.OR, 1, "or"),
    AND(Kind.AND, 1, "and"),
    COALESCE(Kind.COALESCE, 1, "coalesce"),
    EQUAL(Kind.EQUAL, 2, "equals"),
    NOT_EQUAL(Kind.NOT_EQUAL, 2, "not"),
    LESS_OR_EQUAL(Kind.LESS_OR_EQUAL, 2, "<="),
    GREATER_OR_EQUAL(Kind.GREATER_OR_EQUAL, 2, ">="),
    GREATER(Kind.GREATER, 2, ">"),
    LESS(Kind.LESS, 2, "<"),
    ADD(Kind.PLUS, 3, "sum"),
    SUBTRACT(Kind.MINUS, 3, "sum"),
    MULTIPLY(Kind.STAR, 4, "product"),
    DIVIDE(Kind.SLASH, 4, "/"),
    MODULO(Kind.PERCENT, 4, "%");

    /** The level at which every operator is accepted. */
    static final int LOWEST_LEVEL = 1;

    /** What prefix {@code -} takes: products, but not sums. */
    static final int NEGATIVE_OPERAND_LEVEL = 4;

    /** What prefix {@code !} takes: nothing that a binary operator makes, only what is indexed. */
    static final int NOT_OPERAND_LEVEL = 6;

    private static final Map<Kind, BinaryOperator> BY_KIND = new EnumMap<>(Kind.class);

    static {
        Arrays.stream(values()).forEach(operator -> BY_KIND.put(operator.kind, operator));
    }

    private final Kind kind;
    private final int level;
    private final String compiled;

    BinaryOperator(Kind kind, int level, String compiled) {
        this.kind = kind;
        this.level = level;
        this.compiled = compiled;
    }

    static @Nullable BinaryOperator of(Kind kind) {
        return BY_KIND.get(kind);
    }

    int level() {
        return level;
    }

    Form combine(Form left, Form right) {
        return switch (this) {
            case OR, AND, COALESCE, ADD, MULTIPLY -> Form.operator(compiled, "values", Form.list(List.of(left, right)));
            case SUBTRACT -> ADD.combine(left, Form.operator("negative", "value", right));
            case NOT_EQUAL -> Form.operator(compiled, "value", EQUAL.combine(left, right));
            case EQUAL, LESS_OR_EQUAL, GREATER_OR_EQUAL, GREATER, LESS, DIVIDE, MODULO ->
                Form.operator(compiled, "left", left, "right", right);
        };
    }
}
