package io.exposures.assignment.script;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.values.ConstantList;
import io.exposures.assignment.values.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Expressions that give values and are no calls. */
final class Expressions {
    private Expressions() {}

    /** A constant that is no list and no map. */
    static final class Constant extends Expression {
        private final @Nullable Object value;

        Constant(@Nullable Object value) {
            this.value = value;
        }

        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            return value;
        }

        @Override
        @Nullable
        Object constant() {
            return value;
        }
    }

    /** A constant list or map: each evaluation gets its own copy, since a list may grow. */
    static final class Collection extends Expression {
        private final Object value;
        private final int size;

        Collection(Object value) {
            this.value = value;
            this.size = ScriptTree.sizeOf(value);
        }

        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            evaluation.environment().spend(size);
            Object copy = ScriptTree.changeable(value);
            if (evaluation.trace() != null) {
                evaluation.trace().copied(value, copy);
            }
            return copy;
        }

        @Override
        @Nullable
        Object constant() {
            if (value instanceof List<?> list) {
                return list.stream().anyMatch(Collection::canChange) ? Evaluation.VARIES : ConstantList.of(list);
            }
            return ((Map<?, ?>) value).values().stream().anyMatch(Collection::canChange) ? Evaluation.VARIES : value;
        }

        private static boolean canChange(@Nullable Object value) {
            return value instanceof List<?> || value instanceof Map<?, ?>;
        }
    }

    /** Value of a variable, of an input if it has not been set, or null. */
    static final class Variable extends Expression {
        private final String name;
        private final int slot;

        Variable(String name, int slot) {
            this.name = name;
            this.slot = slot;
        }

        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            return evaluation.environment().lookUp(slot, name);
        }
    }

    /** The experiment's salt as a variable. */
    static final class ExperimentSalt extends Expression {
        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            return evaluation.environment().experimentSalt();
        }
    }

    /** A new list of evaluated elements. */
    static final class ArrayOf extends Expression {
        private final Expression[] elements;

        ArrayOf(List<Expression> elements) {
            this.elements = elements.toArray(new Expression[0]);
        }

        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            evaluation.environment().spend(elements.length);
            List<@Nullable Object> list = new ArrayList<>(elements.length);
            for (Expression element : elements) {
                list.add(element.evaluate(evaluation));
            }
            return list;
        }

        @Override
        @Nullable
        Object constant() {
            List<@Nullable Object> constants = new ArrayList<>();
            for (Expression element : elements) {
                Object constant = element instanceof Constant ? element.constant() : Evaluation.VARIES;
                if (constant == Evaluation.VARIES) {
                    return constant;
                }
                constants.add(constant);
            }
            return ConstantList.of(constants);
        }
    }

    /** The first value that is not null. */
    static final class Coalesce extends Expression {
        private final Expression[] values;

        Coalesce(List<Expression> values) {
            this.values = values.toArray(new Expression[0]);
        }

        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            for (Expression value : values) {
                Object result = value.evaluate(evaluation);
                if (result != null) {
                    return result;
                }
            }
            return null;
        }
    }

    /** Whether all, or any, of the values are true; evaluated only until that is known. */
    static final class Truth extends Expression {
        private final Expression[] values;
        private final boolean decisive;

        private Truth(List<Expression> values, boolean decisive) {
            this.values = values.toArray(new Expression[0]);
            this.decisive = decisive;
        }

        static Truth ofAll(List<Expression> values) {
            return new Truth(values, false);
        }

        static Truth ofAny(List<Expression> values) {
            return new Truth(values, true);
        }

        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            for (Expression value : values) {
                if (Values.isTrue(value.evaluate(evaluation)) == decisive) {
                    return decisive;
                }
            }
            return !decisive;
        }
    }

    /** The consequence of the first condition that is true; null if none is. */
    static final class Conditional extends Expression {
        private final Expression[] conditions;
        private final Expression[] consequences;

        Conditional(List<Expression> conditions, List<Expression> consequences) {
            this.conditions = conditions.toArray(new Expression[0]);
            this.consequences = consequences.toArray(new Expression[0]);
        }

        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            for (int i = 0; i < conditions.length; i++) {
                if (Values.isTrue(conditions[i].evaluate(evaluation))) {
                    return consequences[i].evaluate(evaluation);
                }
            }
            return null;
        }
    }

    /** What fails, but only when it is reached. */
    static final class Failing extends Expression {
        private final String message;

        Failing(String message) {
            this.message = Objects.requireNonNull(message);
        }

        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            throw new AssignmentException(message);
        }
    }
}
