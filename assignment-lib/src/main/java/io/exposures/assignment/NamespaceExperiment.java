package io.exposures.assignment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An experiment of a namespace: a script, or a class. */
abstract class NamespaceExperiment {
    private final String name;

    private NamespaceExperiment(String name) {
        this.name = name;
    }

    static NamespaceExperiment of(String name, InterpretedExperiment.Definition inNamespace) {
        return new NamespaceExperiment(name) {
            @Override
            Experiment create(
                    Map<String, ? extends @Nullable Object> given,
                    Inputs inputs,
                    ExposureLogger logger,
                    AssignmentSettings settings) {
                return inNamespace.assign(inputs, logger);
            }
        };
    }

    static NamespaceExperiment of(String name, Unit unit, ExperimentFactory factory) {
        ExperimentIdentity identity = ExperimentIdentity.in(unit, name);
        return new NamespaceExperiment(name) {
            @Override
            Experiment create(
                    Map<String, ? extends @Nullable Object> given,
                    Inputs inputs,
                    ExposureLogger logger,
                    AssignmentSettings settings) {
                Experiment experiment = factory.create(given, logger, settings);
                experiment.runIn(unit, identity);
                return experiment;
            }
        };
    }

    /** Its name within the namespace. */
    final String name() {
        return name;
    }

    abstract Experiment create(
            Map<String, ? extends @Nullable Object> given,
            Inputs inputs,
            ExposureLogger logger,
            AssignmentSettings settings);
}
