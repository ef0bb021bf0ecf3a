package io.exposures.joiner.definitions.yaml;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them, for example {@code 7 days} or {@code 1 day 12 hours}, or by ISO 8601. */
final class Durations {

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final String EXPECTED =
            "expected a span of time such as 7 days, 36 hours or PT36H, of 1 millisecond to " + LONGEST.toDays()
                    + " days";

    private static final Map<String, Duration> UNITS = new LinkedHashMap<>();
    private static final Pattern PART;

    static {
        UNITS.put("day", Duration.ofDays(1));
        UNITS.put("hour", Duration.ofHours(1));
        UNITS.put("minute", Duration.ofMinutes(1));
        UNITS.put("second", Duration.ofSeconds(1));
        UNITS.put("millisecond", Duration.ofMillis(1));
        PART = Pattern.compile("\\G\\s*(\\d{1,15})\\s*(" + String.join("|", UNITS.keySet()) + ")s?(?=\\s|$)");
    }

    private Durations() {}

    /**
     * A positive span in milliseconds.
     *
     * @throws IllegalArgumentException if the text is none; the message says what was expected
     */
    static long millis(String text) {
        Duration duration = text.startsWith("P") ? iso(text) : words(text);
        boolean possible = duration.compareTo(Duration.ofMillis(1)) >= 0
                && duration.compareTo(LONGEST) <= 0
                && duration.equals(duration.truncatedTo(ChronoUnit.MILLIS));
        if (!possible) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return duration.toMillis();
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
    }

    private static Duration words(String text) {
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        int end = 0;
        while (part.find() && sum.compareTo(LONGEST) <= 0) {
            sum = sum.plus(part(part.group(1), part.group(2)));
            end = part.end();
        }
        if (end != text.length() || end == 0) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return sum;
    }

    private static Duration part(String number, String unit) {
        try {
            return UNITS.getOrDefault(unit, Duration.ZERO).multipliedBy(Long.parseLong(number));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
    }

    /** The span in its greatest whole unit. */
    static String text(long millis) {
        return UNITS.entrySet().stream()
                .filter(unit -> millis % unit.getValue().toMillis() == 0)
                .findFirst()
                .map(unit -> counted(millis / unit.getValue().toMillis(), unit.getKey()))
                .orElseThrow(() -> new IllegalStateException("milliseconds divide every span"));
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
