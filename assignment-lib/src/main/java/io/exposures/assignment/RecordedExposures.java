package io.exposures.assignment;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A logger for tests: keeps all records in memory. */
public final class RecordedExposures implements ExposureLogger {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    /** Holds nothing yet. */
    public RecordedExposures() {}

    @Override
    public void log(LogRecord logRecord) {
        records.add(logRecord);
    }

    /** All records so far, in order. */
    public List<LogRecord> records() {
        return List.copyOf(records);
    }

    /** The exposures among the records. */
    public List<LogRecord> exposures() {
        return records.stream().filter(LogRecord::isExposure).toList();
    }

    /** Forgets all records. */
    public void clear() {
        records.clear();
    }
}
