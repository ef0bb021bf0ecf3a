package io.exposures.assignment.script;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.environment.Environment;
import io.exposures.assignment.values.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expressions that have an effect. */
final class Statements {
    private Statements() {}

    /** Statements one after the other, until one ends the script. */
    static final class Sequence extends Expression {
        private final Expression[] statements;

        Sequence(List<Expression> statements) {
            this.statements = statements.toArray(new Expression[0]);
        }

        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            for (Expression statement : statements) {
                statement.evaluate(evaluation);
                if (evaluation.hasEnded()) {
                    break;
                }
            }
            return null;
        }
    }

    /** Gives a variable a value, unless it is overridden. */
    static final class Assign extends Expression {
        private final Map<?, ?> json;
        private final String name;
        private final int slot;
        private final Expression value;

        Assign(Map<?, ?> json, String name, int slot, Expression value) {
            this.json = json;
            this.name = name;
            this.slot = slot;
            this.value = value;
        }

        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            Environment environment = evaluation.environment();
            if (!environment.isOverridden(name)) {
                noteExecution(evaluation, json);
                environment.set(slot, valueOf(name, value, evaluation));
            }
            return null;
        }
    }

    /** Changes the experiment's salt, or what separates it from the unit, unless that is overridden. */
    static final class AssignSalt extends Expression {
        private final Map<?, ?> json;
        private final String name;
        private final Expression value;

        AssignSalt(Map<?, ?> json, String name, Expression value) {
            this.json = json;
            this.name = name;
            this.value = value;
        }

        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            Environment environment = evaluation.environment();
            if (environment.isOverridden(name)) {
                return null;
            }
            noteExecution(evaluation, json);
            Object result = valueOf(name, value, evaluation);
            if (name.equals(Environment.EXPERIMENT_SALT)) {
                environment.setExperimentSalt(result);
            } else {
                environment.setSeparator(result);
            }
            return null;
        }
    }

    private static void noteExecution(Evaluation evaluation, Map<?, ?> json) {
        if (evaluation.trace() != null) {
            evaluation.trace().executed(json);
        }
    }

    private static @Nullable Object valueOf(String name, Expression value, Evaluation evaluation) {
        try {
            return value.evaluate(evaluation);
        } catch (AssignmentException e) {
            throw new AssignmentException(name + " = ...: " + e.getMessage(), e);
        }
    }

    /** Ends the script from a place where each enclosing statement looks whether it has ended. */
    static final class Return extends Expression {
        private final Expression value;

        Return(Expression value) {
            this.value = value;
        }

        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            evaluation.end(Values.isTrue(value.evaluate(evaluation)));
            return null;
        }
    }

    /** Ends the script from inside an expression. */
    static final class Escape extends Expression {
        private final Expression value;

        Escape(Expression value) {
            this.value = value;
        }

        @Override
        @Nullable
        Object evaluate(Evaluation evaluation) {
            evaluation.end(Values.isTrue(value.evaluate(evaluation)));
            throw new Ended();
        }
    }

    /** Leaves an expression in which the script has ended. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Ended() {
            super(null, null, false, false);
        }
    }
}
