package io.exposures.quickstart.csv;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** Reads a CSV file row by row: gzip is recognised by its content, and a byte order mark is skipped. */
final class CsvFile {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrailingData(true)
            .setAllowMissingColumnNames(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
            .get();

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;

    CsvFile(Path file) {
        this.file = file;
    }

    /** Takes one row, with the number of the line that it ends on. */
    @FunctionalInterface
    interface RowTaker {
        void take(CSVRecord row, long line) throws CsvException;
    }

    /** The names of the columns. */
    List<String> header() throws CsvException {
        try (CSVParser parser = open()) {
            return parser.getHeaderNames();
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(e, 1);
        }
    }

    /**
     * Hands over every row after the header.
     *
     * @throws CsvException if the file cannot be read to its end: nothing after a broken place means anything
     */
    void rows(RowTaker taker) throws CsvException {
        long line = 1;
        try (CSVParser parser = open()) {
            for (CSVRecord row : parser) {
                line = parser.getCurrentLineNumber();
                taker.take(row, line);
            }
        } catch (UncheckedIOException | IOException | IllegalArgumentException e) {
            throw unreadable(e, line + 1);
        }
    }

    private CsvException unreadable(Exception e, long line) {
        Throwable cause = Objects.requireNonNullElse(e instanceof UncheckedIOException ? e.getCause() : e, e);
        if (cause instanceof NoSuchFileException) {
            return new CsvException("there is no file " + file, e);
        }
        if (cause instanceof CharacterCodingException) {
            return new CsvException(file + ": not UTF-8, near line " + line, e);
        }
        return new CsvException(file + ": cannot be read, near line " + line + ": " + cause.getMessage(), e);
    }

    private CSVParser open() throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            return CSVParser.builder()
                    .setReader(withoutMark(new BufferedReader(
                            new InputStreamReader(unpacked(bytes), StandardCharsets.UTF_8.newDecoder()))))
                    .setFormat(FORMAT)
                    .get();
        } catch (IOException | IllegalArgumentException e) {
            bytes.close();
            throw e;
        }
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return gzip ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }

    private static Reader withoutMark(Reader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }
}
