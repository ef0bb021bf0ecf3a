package io.exposures.quickstart.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the rows of a file. */
class CsvTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    private final List<CsvRow> rows = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @Test
    void eachRowIsAUserWithAnArmAndOutcomes() throws Exception {
        read("id,variant,revenue\nann,red,2.5\nbob,blue,-1e3\n", "revenue:money");

        assertThat(rows)
                .containsExactly(
                        new CsvRow("ann", "red", Map.of("money", 2.5), NOW),
                        new CsvRow("bob", "blue", Map.of("money", -1000.0), NOW));
        assertThat(complaints).isEmpty();
    }

    @Test
    void yesCountsOneAndNoCountsNothing() throws Exception {
        read("id,variant,bought\na,x,True\nb,x,false\nc,x,YES\nd,x,n\ne,x,1\nf,x,0\ng,x,\n", "bought");

        assertThat(rows)
                .extracting(row -> row.outcomes().getOrDefault("bought", 0.0))
                .containsExactly(1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0);
        assertThat(rows).filteredOn(row -> row.outcomes().isEmpty()).hasSize(4);
    }

    @Test
    void aColumnOfOnesAndZeroesSaysYesOrNoAndAnyOtherNumberMakesItNumbers() throws Exception {
        read("id,variant,bought,items\na,x,1,1\nb,x,0,0\nc,x,1,2\n", "bought", "items");

        assertThat(rows)
                .extracting(CsvRow::outcomes)
                .containsExactly(
                        Map.of("bought", 1.0, "items", 1.0), Map.of("items", 0.0), Map.of("bought", 1.0, "items", 2.0));
    }

    @Test
    void missingValuesAreNoOutcomes() throws Exception {
        read("id,variant,revenue\na,x,\nb,x,NA\nc,x,NaN\nd,x,null\ne,x,2\n", "revenue");

        assertThat(rows).filteredOn(row -> row.outcomes().isEmpty()).hasSize(4);
        assertThat(complaints).isEmpty();
    }

    @Test
    void aBadRowIsNamedByItsLineAndTheRestGoesOn() throws Exception {
        read("""
                id,variant,revenue
                ann,red,1
                ,red,2
                bob,,3
                cat,blue,three
                dan,blue
                "eve
                adam",blue,1e13
                fay,blue,6
                """, "revenue");

        assertThat(rows).extracting(CsvRow::userid).containsExactly("ann", "fay");
        assertThat(complaints)
                .containsExactly(
                        "3: expected a userid of 1 to 1024 bytes, got one of 0",
                        "4: expected an arm, got an empty cell",
                        "5: column revenue: expected a number, got: three",
                        "6: expected 3 columns, got 2",
                        "8: column revenue: expected a number of at most 1e12, got: 1e13");
    }

    @Test
    void aWordInAColumnOfNumbersIsBadRatherThanAllNumbers() throws Exception {
        read("id,variant,bought\na,x,true\nb,x,false\nc,x,maybe\n", "bought");

        assertThat(rows).hasSize(2);
        assertThat(complaints).containsExactly("4: column bought: expected true or false, got: maybe");
    }

    @Test
    void gzipIsRecognisedByItsContentAndAByteOrderMarkIsSkipped() throws Exception {
        Path file = directory.resolve("data");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("\uFEFFid,variant,n\nann,red,7\n".getBytes(StandardCharsets.UTF_8));
        }

        read(new CsvOptions(file, "x", "id", "variant", List.of("n"), null));

        assertThat(rows).containsExactly(new CsvRow("ann", "red", Map.of("n", 7.0), NOW));
    }

    @Test
    void timesAreReadInTheUsualForms() throws Exception {
        readWithTimes(
                "2026-02-03T04:05:06.123456789Z",
                "2026-02-03 04:05:06",
                "2026-02-03T06:05:06+02:00",
                "2026-02-03",
                "1770091506",
                "1770091506123");

        assertThat(rows)
                .extracting(CsvRow::time)
                .containsExactly(
                        Instant.parse("2026-02-03T04:05:06.123456Z"),
                        Instant.parse("2026-02-03T04:05:06Z"),
                        Instant.parse("2026-02-03T04:05:06Z"),
                        Instant.parse("2026-02-03T00:00:00Z"),
                        Instant.parse("2026-02-03T04:05:06Z"),
                        Instant.parse("2026-02-03T04:05:06.123Z"));
    }

    @Test
    void aTimeThatIsNoneOrInTheFutureIsBad() throws Exception {
        readWithTimes("yesterday", "2026-13-01", "", "2026-03-01T12:05:01Z", "2026-03-01T12:05:00Z");

        assertThat(rows).hasSize(1);
        assertThat(complaints).hasSize(4).last().isEqualTo("5: the time is in the future: 2026-03-01T12:05:01Z");
    }

    @Test
    void theHorizonReachesBackToTheEarliestTime() throws Exception {
        Path file = write("id,variant,n,at\na,x,1,2026-01-01\nb,x,1,2025-12-01\nc,x,1,never\n");

        CsvImport rowsOfFile = CsvImport.prepare(new CsvOptions(file, "x", "id", "variant", List.of("n"), "at"), NOW);

        assertThat(NOW.minus(rowsOfFile.horizon())).isBefore(Instant.parse("2025-12-01T00:00:00Z"));
        assertThat(rowsOfFile.rows()).isEqualTo(3);
    }

    @Test
    void aFileThatCannotBeUsedIsRefusedBeforeAnythingIsStarted() throws Exception {
        assertRefused("id,variant\na,x\n", "has no column revenue; its columns are [id, variant]", "revenue");
        assertRefused("id,variant,n\n", "has no row after its header", "n");
        assertRefused("id,variant,n\na,x,1\nb,\"x,1\n", "cannot be read, near line 3", "n");
        assertRefused("id,variant,n,m\na,x,1,1\n", "two columns are to be the metric n", "n", "m:n");
        assertRefused(
                IntStream.range(0, 257)
                        .mapToObj(i -> "u" + i + ",arm" + i + ",1")
                        .collect(Collectors.joining("\n", "id,variant,n\n", "\n")),
                "has more than 256 different values; is it the arm?",
                "n");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws Exception {
        Path file = directory.resolve("latin1.csv");
        Files.write(file, "id,variant,n\nJ\u00fcrgen,x,1\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read(new CsvOptions(file, "x", "id", "variant", List.of("n"), null)))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        CsvOptions options = new CsvOptions(directory.resolve("absent.csv"), "x", "id", "variant", List.of("n"), null);

        assertThatThrownBy(() -> read(options))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("there is no file")
                .hasMessageContaining("absent.csv");
    }

    private void assertRefused(String text, String why, String... outcomes) throws IOException {
        Path file = write(text);
        assertThatThrownBy(() -> read(options(file, null, outcomes)))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining(why);
    }

    private void readWithTimes(String... times) throws Exception {
        StringBuilder text = new StringBuilder("id,variant,n,at\n");
        for (String time : times) {
            text.append("ann,red,7,").append(time).append('\n');
        }
        read(options(write(text.toString()), "at", "n"));
    }

    private void read(String text, String... outcomes) throws Exception {
        read(options(write(text), null, outcomes));
    }

    private void read(CsvOptions options) throws CsvException {
        CsvFile file = new CsvFile(options.file());
        Columns columns = Columns.of(file.header(), options);
        CsvSurvey survey = CsvSurvey.of(file, options, columns);
        RowReader reader = new RowReader(columns, survey.yesOrNo(), NOW);
        file.rows((row, line) -> {
            try {
                rows.add(reader.read(row));
            } catch (BadRowException e) {
                complaints.add(line + ": " + e.getMessage());
            }
        });
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("data.csv"), text);
    }

    private static CsvOptions options(Path file, @Nullable String time, String... outcomes) {
        return new CsvOptions(file, "x", "id", "variant", List.of(outcomes), time);
    }
}
