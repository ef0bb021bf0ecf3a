package io.exposures.assignment;

import java.util.List;

/** Passes each record to several loggers; a logger that throws is counted and keeps no other from its record. */
public final class CompositeLogger implements ExposureLogger {
    private final List<ExposureLogger> loggers;
    private final AssignmentErrors errors;

    /** Passes to the loggers in this order. */
    public CompositeLogger(List<? extends ExposureLogger> loggers) {
        this(loggers, AssignmentErrors.shared());
    }

    /** Passes to the loggers in this order and counts what they throw. */
    public CompositeLogger(List<? extends ExposureLogger> loggers, AssignmentErrors errors) {
        this.loggers = List.copyOf(loggers);
        this.errors = errors;
    }

    @Override
    public void log(LogRecord logRecord) {
        for (ExposureLogger logger : loggers) {
            try {
                logger.log(logRecord);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                errors.count(logRecord.name(), e);
            }
        }
    }
}
