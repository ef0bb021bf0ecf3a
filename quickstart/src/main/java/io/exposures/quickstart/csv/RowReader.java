package io.exposures.quickstart.csv;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVRecord;

/** Cells to a row that can be logged. */
final class RowReader {

    private static final int LONGEST_USERID = 1024;

    private static final Duration TOLERATED_LEAD = Duration.ofMinutes(5);

    private final Columns columns;
    private final List<Boolean> yesOrNo;
    private final Instant now;

    /**
     * A reader.
     *
     * @param columns where things are
     * @param yesOrNo for each outcome column, whether it says yes or no rather than a number
     * @param now the time of rows without a time of their own
     */
    RowReader(Columns columns, List<Boolean> yesOrNo, Instant now) {
        this.columns = columns;
        this.yesOrNo = yesOrNo;
        this.now = now;
    }

    CsvRow read(CSVRecord row) throws BadRowException {
        if (row.size() != columns.count()) {
            throw new BadRowException("expected " + columns.count() + " columns, got " + row.size());
        }
        return new CsvRow(userid(row), arm(row), outcomes(row), time(row));
    }

    private String userid(CSVRecord row) throws BadRowException {
        String userid = row.get(columns.user());
        int length = userid.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > LONGEST_USERID) {
            throw new BadRowException("expected a userid of 1 to " + LONGEST_USERID + " bytes, got one of " + length);
        }
        return userid;
    }

    private String arm(CSVRecord row) throws BadRowException {
        String arm = row.get(columns.arm());
        if (arm.isEmpty()) {
            throw new BadRowException("expected an arm, got an empty cell");
        }
        return arm;
    }

    private Map<String, Double> outcomes(CSVRecord row) throws BadRowException {
        Map<String, Double> values = new HashMap<>();
        for (int i = 0; i < yesOrNo.size(); i++) {
            Columns.Outcome column = columns.outcomes().get(i);
            try {
                OptionalDouble value = new Cell(row.get(column.index())).value(yesOrNo.get(i));
                value.ifPresent(number -> values.put(column.metric(), number));
            } catch (BadRowException e) {
                throw new BadRowException("column " + column.name() + ": " + e.getMessage());
            }
        }
        return values;
    }

    private Instant time(CSVRecord row) throws BadRowException {
        if (columns.time() == null) {
            return now;
        }
        Instant time = TimeText.parse(row.get(columns.time()));
        if (time.isAfter(now.plus(TOLERATED_LEAD))) {
            throw new BadRowException("the time is in the future: " + time);
        }
        return time;
    }
}
