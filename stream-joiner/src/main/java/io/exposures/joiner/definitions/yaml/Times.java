package io.exposures.joiner.definitions.yaml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Points in time as people write them: with an offset, or a day, which means its first moment in UTC. */
final class Times {

    private static final String EXPECTED = "expected a day such as 2026-03-01 (its beginning in UTC) or a time with an"
            + " offset such as 2026-03-01T08:00:00Z, from 1970 to 9999, of whole milliseconds";
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Times() {}

    /**
     * The point in time that a text names.
     *
     * @throws IllegalArgumentException if it names none; the message says what was expected
     */
    static Instant of(String text) {
        Instant time = parsed(text);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST) || !time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return time;
    }

    private static Instant parsed(String text) {
        try {
            return text.length() == "2026-03-01".length()
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
    }
}
