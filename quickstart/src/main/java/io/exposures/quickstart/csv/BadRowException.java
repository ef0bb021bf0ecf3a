package io.exposures.quickstart.csv;

/** One row cannot be used; the message says why. */
final class BadRowException extends Exception {

    private static final long serialVersionUID = 1;

    BadRowException(String message) {
        super(message);
    }
}
