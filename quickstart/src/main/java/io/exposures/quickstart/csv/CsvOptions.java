package io.exposures.quickstart.csv;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a CSV file means.
 *
 * @param file the file, plain or gzip, in UTF-8, with a header
 * @param experiment name of the experiment
 * @param user column of the userid
 * @param arm column of the arm
 * @param outcomes columns of outcomes, each as COLUMN or COLUMN:METRIC
 * @param time column of the time of exposure and outcomes; null means that all happen now
 */
public record CsvOptions(
        Path file,
        String experiment,
        String user,
        String arm,
        List<String> outcomes,
        @Nullable String time) {

    public CsvOptions {
        outcomes = List.copyOf(outcomes);
    }
}
