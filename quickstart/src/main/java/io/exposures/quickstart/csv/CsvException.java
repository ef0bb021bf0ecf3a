package io.exposures.quickstart.csv;

/** The file as a whole cannot be used; the message says why. */
public final class CsvException extends Exception {

    private static final long serialVersionUID = 1;

    CsvException(String message) {
        super(message);
    }

    CsvException(String message, Throwable cause) {
        super(message, cause);
    }
}
