package io.exposures.assignment;

import io.exposures.assignment.environment.VariableNames;

/** Names of the parameters that instances of an experiment class have set, so that the next has a place for each. */
final class ClassVariables {
    private static final int MOST = 100;

    private static final ClassValue<ClassVariables> OF_CLASS = new ClassValue<>() {
        @Override
        protected ClassVariables computeValue(Class<?> type) {
            return new ClassVariables();
        }
    };

    private volatile VariableNames names = VariableNames.NONE;

    private ClassVariables() {}

    static ClassVariables of(Class<?> experiment) {
        return OF_CLASS.get(experiment);
    }

    VariableNames names() {
        return names;
    }

    void learn(VariableNames used) {
        if (used != names && used.size() > names.size() && used.size() <= MOST) {
            names = used;
        }
    }
}
