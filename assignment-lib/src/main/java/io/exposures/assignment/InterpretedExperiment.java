package io.exposures.assignment;

import io.exposures.assignment.environment.Environment;
import io.exposures.assignment.environment.VariableNames;
import io.exposures.assignment.script.Script;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One experiment whose assignment is a script, for one unit and one request:
 *
 * <pre>{@code
 * static final InterpretedExperiment.Definition PRICE =
 *         InterpretedExperiment.define("price", Script.fromSource("price = uniformChoice(choices=[1, 2], unit=userid);"));
 *
 * long price = PRICE.assign(Map.of("userid", userid), logger).getLong("price", 1);
 * }</pre>
 */
public final class InterpretedExperiment extends Experiment {
    private final Definition definition;

    private InterpretedExperiment(Definition definition, Inputs inputs, ExposureLogger logger) {
        super(definition.identity, definition.unit, inputs, logger, definition.settings);
        this.definition = definition;
    }

    /** An experiment of that name, which is its salt as well. */
    public static Definition define(String name, Script script) {
        return new Definition(
                ExperimentIdentity.named(name), script, List.of(), Unit.USERID, AssignmentSettings.defaults());
    }

    /** What all units of an experiment share: immutable, and used by any number of threads at once. */
    public static final class Definition {
        private final ExperimentIdentity identity;
        private final Script script;
        private final List<String> declared;
        private final Unit unit;
        private final AssignmentSettings settings;

        private Definition(
                ExperimentIdentity identity,
                Script script,
                List<String> declared,
                Unit unit,
                AssignmentSettings settings) {
            this.identity = identity;
            this.script = script;
            this.declared = List.copyOf(declared);
            this.unit = unit;
            this.settings = settings;
        }

        /** The same with a salt of its own; an empty one means the name. */
        public Definition withSalt(String salt) {
            return new Definition(identity.withSalt(salt), script, declared, unit, settings);
        }

        /** The same with declared parameters: only asking for one of them logs the exposure, and they make the arm. */
        public Definition withParameters(List<String> parameters) {
            return new Definition(identity, script, parameters, unit, settings);
        }

        /** The same with the inputs that form the unit; empty means the userid. */
        public Definition withUnit(List<String> unitInputs) {
            return new Definition(identity, script, declared, new Unit(unit.namespace(), unitInputs), settings);
        }

        /** The same with other settings. */
        public Definition withSettings(AssignmentSettings otherSettings) {
            return new Definition(identity, script, declared, unit, otherSettings);
        }

        /** The same as an experiment of a namespace. */
        Definition in(Unit namespaceUnit, String experiment, AssignmentSettings namespaceSettings) {
            ExperimentIdentity inNamespace = ExperimentIdentity.in(namespaceUnit, experiment);
            return new Definition(inNamespace, script, declared, namespaceUnit, namespaceSettings);
        }

        /** Name of the experiment. */
        public String name() {
            return identity.name();
        }

        /** The script. */
        public Script script() {
            return script;
        }

        /** The experiment for one unit. */
        public InterpretedExperiment assign(Map<String, ? extends @Nullable Object> inputs, ExposureLogger logger) {
            return assign(Inputs.of(inputs), logger);
        }

        InterpretedExperiment assign(Inputs inputs, ExposureLogger logger) {
            return new InterpretedExperiment(this, inputs, logger);
        }
    }

    @Override
    protected boolean assign(Assignment params, Inputs inputs) {
        throw new UnsupportedOperationException("a script is evaluated in its own environment");
    }

    @Override
    boolean assignIn(Environment target) {
        return definition.script.evaluate(target);
    }

    @Override
    VariableNames variables() {
        return definition.script.variables();
    }

    @Override
    void learnVariables(VariableNames names) {
        // The script knows them all.
    }

    @Override
    int maxOperations() {
        return definition.script.limits().maxOperations();
    }

    @Override
    protected List<String> declaredParameters() {
        return definition.declared;
    }

    @Override
    boolean canSet(String name) {
        return definition.declared.isEmpty()
                ? exposesOnAnyGet() || definition.script.canSet(name)
                : definition.declared.contains(name);
    }

    @Override
    protected String checksum() {
        return definition.script.checksum();
    }
}
