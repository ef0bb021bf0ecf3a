package io.exposures.assignment;

import io.exposures.assignment.environment.VariableNames;

/** What all experiments of one class have in common: the name, and the parameters that they have set so far. */
final class ExperimentClass {
    /** A class that makes up names of parameters must not fill the memory with them. */
    private static final int MOST_NAMES = 64;

    private static final ClassValue<ExperimentClass> OF_CLASS = new ClassValue<>() {
        @Override
        protected ExperimentClass computeValue(Class<?> type) {
            return new ExperimentClass(type.isAnonymousClass() ? lastPart(type.getName()) : type.getSimpleName());
        }

        private static String lastPart(String name) {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    };

    private final ExperimentIdentity identity;
    private volatile VariableNames variables = VariableNames.NONE;

    private ExperimentClass(String name) {
        this.identity = ExperimentIdentity.named(name);
    }

    static ExperimentClass of(Class<?> experiment) {
        return OF_CLASS.get(experiment);
    }

    /** The identity of an experiment that does not set another one: the class's name. */
    ExperimentIdentity identity() {
        return identity;
    }

    /** Names of parameters, numbered; the next experiment of the class will set the same ones, most likely. */
    VariableNames variables() {
        return variables;
    }

    /** Remembers the parameters that an experiment has set; it has started with the known ones. */
    void learn(VariableNames names) {
        if (names.size() > variables.size() && names.size() <= MOST_NAMES) {
            variables = names;
        }
    }
}
