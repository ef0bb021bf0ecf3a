package io.exposures.quickstart.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

/** Times as they are written in files: ISO 8601, a blank for the T allowed, or seconds or milliseconds since 1970. */
final class TimeText {

    /** As seconds, the year 5138; as milliseconds, March 1973. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .toFormatter();

    private TimeText() {}

    /** The time, in microseconds; UTC where the text says nothing else. */
    static Instant parse(String text) throws BadRowException {
        String trimmed = text.strip();
        try {
            return instant(trimmed).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadRowException(
                    "expected a time such as 2026-01-31T12:00:00Z or seconds since 1970, got: " + text);
        }
    }

    private static Instant instant(String text) {
        if (text.matches("-?\\d{1,18}")) {
            long number = Long.parseLong(text);
            return Math.abs(number) < FIRST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        }
        TemporalAccessor parsed = ISO.parseBest(
                text.replaceFirst("^(\\S+) +(\\d)", "$1T$2"),
                OffsetDateTime::from,
                LocalDateTime::from,
                LocalDate::from);
        if (parsed instanceof OffsetDateTime withOffset) {
            return withOffset.toInstant();
        }
        return parsed instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC)
                : ((LocalDate) parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
