package io.exposures.assignment;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends each record as one line of JSON to a file, as PlanOut's own logger does. Writing happens on the caller's thread;
 * a service with much traffic logs to Kafka instead.
 */
public final class JsonLinesLogger implements ExposureLogger, Closeable {
    private final BufferedWriter out;

    /**
     * Opens the file, which is made if it does not exist.
     *
     * @throws UncheckedIOException if it cannot be opened
     */
    public JsonLinesLogger(Path file) {
        try {
            out = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot log to " + file, e);
        }
    }

    /** PlanOut's default for an experiment: {@code <name>.log} in a folder. */
    public static JsonLinesLogger inFolder(Path folder, String experiment) {
        return new JsonLinesLogger(folder.resolve(experiment + ".log"));
    }

    @Override
    public void log(LogRecord logRecord) {
        String line = LogRecordJson.line(logRecord);
        try {
            synchronized (out) {
                out.write(line);
                out.write('\n');
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a log record of experiment " + logRecord.name() + " is lost", e);
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (out) {
            out.close();
        }
    }
}
