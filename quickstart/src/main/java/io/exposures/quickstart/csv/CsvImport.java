package io.exposures.quickstart.csv;

import io.exposures.assignment.LogRecord;
import io.exposures.producer.KafkaLogClient;
import io.exposures.producer.OutcomeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Logs the rows of a file: for each one exposure in the experiment, with the arm column as its only parameter, and an
 * outcome for each outcome column that has a value.
 */
public final class CsvImport {

    private static final Duration SHORTEST_HORIZON = Duration.ofDays(1);

    private static final int KEPT_COMPLAINTS = 20;

    private final CsvOptions options;
    private final CsvFile file;
    private final CsvSurvey survey;
    private final RowReader reader;
    private final Instant now;
    private final List<String> complaints = new ArrayList<>();
    private long badRows;

    private CsvImport(CsvOptions options, CsvFile file, CsvSurvey survey, RowReader reader, Instant now) {
        this.options = options;
        this.file = file;
        this.survey = survey;
        this.reader = reader;
        this.now = now;
    }

    /**
     * Looks through the file.
     *
     * @param options what the file means
     * @param now the time of rows without a time of their own
     * @throws CsvException if the file cannot be read, lacks a column or has no rows
     */
    public static CsvImport prepare(CsvOptions options, Instant now) throws CsvException {
        CsvFile file = new CsvFile(options.file());
        Columns columns = Columns.of(file.header(), options);
        CsvSurvey survey = CsvSurvey.of(file, options, columns);
        return new CsvImport(options, file, survey, new RowReader(columns, survey.yesOrNo(), now), now);
    }

    /** Rows of the file, bad ones included. */
    public long rows() {
        return survey.rows();
    }

    /**
     * How late records are that log this file now. A finished experiment lies in the past: with the usual horizon all of
     * it would be refused as late.
     */
    public Duration horizon() {
        Instant earliest = Objects.requireNonNullElse(survey.earliest(), now);
        Duration needed = Duration.between(earliest, now).plus(SHORTEST_HORIZON);
        Duration horizon = needed.compareTo(SHORTEST_HORIZON) > 0 ? needed : SHORTEST_HORIZON;
        return Duration.ofHours(horizon.toHours() + 1);
    }

    /**
     * Logs every usable row.
     *
     * @param client where to
     * @param afterRow is called after each row, usable or not
     * @throws CsvException if the file has become unreadable
     */
    public void logTo(KafkaLogClient client, Runnable afterRow) throws CsvException {
        file.rows((row, line) -> {
            try {
                log(reader.read(row), line, client);
            } catch (BadRowException e) {
                complain(line, e);
            }
            afterRow.run();
        });
    }

    private void log(CsvRow row, long line, KafkaLogClient client) {
        client.exposureLogger().log(exposure(row));
        row.outcomes()
                .forEach((metric, value) -> client.outcomeLogger()
                        .log(
                                row.userid(),
                                OutcomeEvent.named(metric)
                                        .withId("line-" + line + "-" + metric)
                                        .withTime(row.time())
                                        .withValue(value)));
    }

    private LogRecord exposure(CsvRow row) {
        return new LogRecord(
                options.experiment(),
                options.experiment(),
                null,
                null,
                List.of(),
                List.of(options.arm()),
                Map.of("userid", row.userid()),
                Map.of(options.arm(), row.arm()),
                LogRecord.EXPOSURE,
                Map.of(),
                row.time());
    }

    private void complain(long line, BadRowException complaint) {
        badRows++;
        if (complaints.size() < KEPT_COMPLAINTS) {
            complaints.add(options.file() + " line " + line + ": " + complaint.getMessage());
        }
    }

    /** Rows that were not usable. */
    public long badRows() {
        return badRows;
    }

    /** What is wrong with the first of the bad rows, a sentence each. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }
}
