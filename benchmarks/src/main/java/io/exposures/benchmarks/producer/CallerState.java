package io.exposures.benchmarks.producer;

import java.util.Locale;

/** What the client suffers from while its callers' time is measured. */
enum CallerState {
    /** Nothing. */
    UP,
    /** Nothing listens where the broker should be; the buffer has room for everything. */
    DOWN,
    /** Nothing listens where the broker should be, and the buffer is full: every record is dropped. */
    FULL,
    /** There is no call at all: what the clock, the machine and whoever else uses it add. */
    NO_CALL;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Most records in the client's buffer. */
    long bufferRecords() {
        return this == FULL ? 1_000 : 4_000_000;
    }
}
