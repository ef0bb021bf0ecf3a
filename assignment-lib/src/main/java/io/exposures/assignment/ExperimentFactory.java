package io.exposures.assignment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an experiment that is written as a class for one unit; usually a constructor. */
@FunctionalInterface
public interface ExperimentFactory {

    /** Makes the experiment; its name and salt are then set by the namespace. */
    Experiment create(
            Map<String, ? extends @Nullable Object> inputs, ExposureLogger logger, AssignmentSettings settings);
}
