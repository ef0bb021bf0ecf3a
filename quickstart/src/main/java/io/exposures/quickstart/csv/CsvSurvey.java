package io.exposures.quickstart.csv;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A first look at the whole file: what must be known before its first row can be logged. */
final class CsvSurvey {

    /** Beyond this the joiner counts arms together, and what looks like arms are hardly arms. */
    private static final int MOST_ARMS = 256;

    private final Columns columns;
    private final Set<String> arms = new TreeSet<>();
    private final List<ColumnKind> kinds = new ArrayList<>();
    private long rows;
    private @Nullable Instant earliest;

    private CsvSurvey(Columns columns) {
        this.columns = columns;
        columns.outcomes().forEach(column -> kinds.add(new ColumnKind()));
    }

    static CsvSurvey of(CsvFile file, CsvOptions options, Columns columns) throws CsvException {
        CsvSurvey survey = new CsvSurvey(columns);
        file.rows((row, line) -> survey.look(row));
        if (survey.rows == 0) {
            throw new CsvException(options.file() + " has no row after its header");
        }
        if (survey.arms.size() > MOST_ARMS) {
            throw new CsvException(options.file() + ": column " + options.arm() + " has more than " + MOST_ARMS
                    + " different values; is it the arm?");
        }
        return survey;
    }

    private void look(CSVRecord row) {
        rows++;
        if (row.size() != columns.count()) {
            return;
        }
        if (arms.size() <= MOST_ARMS) {
            arms.add(row.get(columns.arm()));
        }
        for (int i = 0; i < kinds.size(); i++) {
            kinds.get(i).look(new Cell(row.get(columns.outcomes().get(i).index())));
        }
        if (columns.time() != null) {
            lookAtTime(row.get(columns.time()));
        }
    }

    private void lookAtTime(String text) {
        try {
            Instant time = TimeText.parse(text);
            earliest = earliest == null || time.isBefore(earliest) ? time : earliest;
        } catch (BadRowException e) {
            // Reported when the row is logged.
        }
    }

    long rows() {
        return rows;
    }

    /** The earliest time in the file; null if it has no times. */
    @Nullable
    Instant earliest() {
        return earliest;
    }

    /** For each outcome column, whether it says yes or no rather than a number. */
    List<Boolean> yesOrNo() {
        return kinds.stream().map(ColumnKind::isYesOrNo).toList();
    }

    /** What a column's cells have in common. */
    private static final class ColumnKind {

        private boolean words;
        private boolean numbers;

        void look(Cell cell) {
            words |= cell.isWord();
            numbers |= !cell.isMissing() && !cell.isWord() && !cell.isBit();
        }

        boolean isYesOrNo() {
            return words || !numbers;
        }
    }
}
