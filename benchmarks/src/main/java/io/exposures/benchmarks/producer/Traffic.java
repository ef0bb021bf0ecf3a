package io.exposures.benchmarks.producer;

import io.exposures.assignment.LogRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the measured service logs: in turn, an exposure of a new user and an outcome of that user. */
final class Traffic {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Traffic() {}

    static boolean isExposure(long number) {
        return number % 2 == 0;
    }

    static String userid(long number) {
        return "user-" + number / 2;
    }

    /** Amount of an outcome. */
    static double amount(long number) {
        return number % 1000 / 8.0;
    }

    static LogRecord exposure(long number) {
        return new LogRecord(
                "ButtonColour",
                "ButtonColour",
                "a1b2c3d4",
                null,
                List.of("userid"),
                List.of("colour", "size"),
                Map.of("userid", userid(number)),
                Map.of("colour", number % 4 == 0 ? "red" : "blue", "size", 12L),
                LogRecord.EXPOSURE,
                Map.of(),
                START.plusMillis(number));
    }
}
